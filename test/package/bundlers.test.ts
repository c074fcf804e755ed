import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './consumer.ts'

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

describe.each([
  {
    code: `export { usePusherChannel } from 'react-pusher-kit'`,
    has: /react\/usePusherChannel/,
    lacks: [presence, log, typing, user, failover, provider],
  },
  {
    code: `export { PusherProvider, usePusherChannel } from 'react-pusher-kit'`,
    has: provider,
    lacks: [presence, log, typing, user],
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
])('$code', ({ code, has, lacks }) => {
  let bundles: Record<string, Bundle>

  beforeAll(async () => {
    bundles = JSON.parse(await consumer.run('node', 'bundle.mjs', code)) as Record<string, Bundle>
  })

  it.each(['esbuild', 'rollup', 'vite'])('takes nothing unasked along with %s', (bundler) => {
    const { modules, warnings } = bundles[bundler] as Bundle
    expect(modules.some((path) => has.test(path))).toBe(true)
    expect(modules.filter((path) => lacks.some((unasked) => unasked.test(path)))).toEqual([])
    expect(warnings).toEqual([])
  })
})

let consumer: Consumer

beforeAll(async () => {
  consumer = await installConsumer('bundlers')
})
afterAll(() => consumer.remove())
