import { beforeAll, describe, expect, it } from 'vitest'
import { installConsumer } from './consumer.ts'

interface Bundle {
  modules: string[]
  warnings: string[]
}

/** Parts of the package that no app should get unasked. */
const presence = /presence|member-table/
const log = /client\/log\/|useEventLog/
const typing = /typing/i
const user = /client\/user|usePusherUser|watchlist/
const failover = /failover|probe/
const provider = /PusherProvider|client\/(create-core|wire|connection-store)/
/** Of declared channels. */
const checks = /channels\/(undeclared|declared-channel|check-payload)/
const texts = /^client\/texts/

const pages = [
  {
    code: `export { usePusherChannel } from 'react-pusher-kit'`,
    has: /react\/usePusherChannel/,
    lacks: [presence, log, typing, user, failover, provider],
  },
  {
    code: `export { PusherProvider, usePusherChannel } from 'react-pusher-kit'`,
    has: provider,
    lacks: [presence, log, typing, user, checks],
  },
  {
    code: `export { usePresence } from 'react-pusher-kit'`,
    has: presence,
    lacks: [log, typing, user, provider],
  },
  {
    code: `export { useEventLog } from 'react-pusher-kit'`,
    has: log,
    lacks: [presence, typing, user, provider],
  },
  {
    code: `export { defineChannels } from 'react-pusher-kit/channels'`,
    has: checks,
    lacks: [/^(client|react)\//],
  },
  {
    code: `export { channelName } from 'react-pusher-kit/channels'`,
    has: /channels\/pattern/,
    lacks: [/^(client|react)\//, /define-channels/, /check-payload/],
  },
  {
    code: `export { ConnectionBadge } from 'react-pusher-kit/mantine'`,
    has: /ConnectionBadge/,
    lacks: [presence, log, typing, /LogViewer/, /OnlineUsers/, /Notification/, /RunStatus/],
  },
  {
    code: `export { OnlineUsers } from 'react-pusher-kit/mantine'`,
    has: presence,
    lacks: [log, /LogViewer/, /ConnectionBadge/, /Notification/, /RunStatus/],
  },
]

/** By page, in their order, and bundler. */
let bundles: Record<string, Bundle>[]

beforeAll(async () => {
  const consumer = await installConsumer('bundlers')
  const printed = await consumer.run('node', 'bundle.mjs', ...pages.map(({ code }) => code))
  bundles = JSON.parse(printed) as Record<string, Bundle>[]
  consumer.remove()
})

describe.each(pages.map((page, index) => ({ ...page, index })))('$code', ({ has, lacks, index }) => {
  it.each(['esbuild', 'rollup', 'vite'])('takes nothing unasked along with %s', (bundler) => {
    const { modules = [], warnings } = bundles[index]?.[bundler] ?? {}
    expect(modules.some((path) => has.test(path))).toBe(true)
    expect(modules.filter((path) => lacks.some((unasked) => unasked.test(path)))).toEqual([])
    expect(warnings).toEqual([])
  })
})

describe('#texts', () => {
  const page = pages.findIndex(({ has }) => has === provider)

  it.each([
    // esbuild sets no condition by itself.
    ['esbuild', ['client/texts.js']],
    ['vite', ['client/texts-short.js']],
  ])('of %s is %j in a production bundle', (bundler, modules) => {
    expect(bundles[page]?.[bundler]?.modules.filter((path) => texts.test(path))).toEqual(modules)
  })

  it('is in the bundle of Rollup once', () => {
    expect(bundles[page]?.rollup?.modules.filter((path) => texts.test(path))).toHaveLength(1)
  })
})
