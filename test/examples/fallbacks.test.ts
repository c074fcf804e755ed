import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher-js'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { usePusherConnection } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherKit } from 'react-pusher-kit/client'
import { startDevServer, type DevServer } from 'react-pusher-kit/dev-server'
import { BroadcastError, createPusherServer, memoryStore, selfHosted } from 'react-pusher-kit/server'
import type { Broadcaster } from 'react-pusher-kit/server'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import * as client from '../../examples/fallbacks/Root.tsx'
import * as server from '../../examples/fallbacks/server.ts'
import { clientAt } from '../dev-server/settings-at.ts'

const channels = defineChannels({
  'private-orders': { events: { paid: type<{ order: number }>() }, persist: true },
})
const base = 'https://shop.example'
/** ms of a wait on a busy machine. */
const patience = 20_000

const folder = mkdtempSync(join(tmpdir(), 'fallbacks-'))
/** Local servers in place of Pusher and of the fallback. */
let pusher: DevServer
let fallback: DevServer
beforeAll(async () => {
  pusher = await startDevServer({ port: 0, data: join(folder, 'pusher') })
  fallback = await startDevServer({ port: 0, data: join(folder, 'fallback') })
})
afterAll(async () => {
  await pusher.close()
  await fallback.close()
  rmSync(folder, { recursive: true })
})

/** A backend of a recipe whose requests go to a local server, and fail while `isOverQuota`. */
function rerouted(backend: Broadcaster, { app, port }: DevServer, isOverQuota = () => false): Broadcaster {
  const { id: appId, key, secret } = app
  const local = selfHosted({ appId, key, secret, host: '127.0.0.1', port, useTLS: false })
  return {
    ...backend,
    send: (messages) =>
      isOverQuota() ? Promise.reject(new BroadcastError('quota', 'Over quota.')) : local.send(messages),
  }
}

const recipes = [
  {
    name: 'Pusher → Ably',
    host: 'realtime-pusher.ably.io',
    serverSide: (env: Record<string, string>) => server.pusherThenAbly(env),
    clientSide: () => client.pusherThenAbly(pusher.app.key, fallback.app.key),
  },
  {
    name: 'Pusher → self-hosted',
    host: 'realtime.shop.example',
    serverSide: (env: Record<string, string>) => server.pusherThenSelfHosted(env),
    clientSide: () => client.pusherThenSelfHosted(pusher.app.key, fallback.app.key, 'realtime.shop.example'),
  },
]

describe.each(recipes)('the recipe $name', ({ host, serverSide, clientSide }) => {
  it('moves server and client to the fallback, with every stored event', { timeout: 60_000 }, async () => {
    let isOverQuota = false
    const { primary, fallbacks = [] } = serverSide({
      PUSHER_APP_ID: pusher.app.id,
      PUSHER_KEY: pusher.app.key,
      PUSHER_SECRET: pusher.app.secret,
      ABLY_API_KEY: `${fallback.app.key}:${fallback.app.secret}`,
      OWN_APP_ID: fallback.app.id,
      OWN_KEY: fallback.app.key,
      OWN_SECRET: fallback.app.secret,
      OWN_HOST: host,
    })
    const app = createPusherServer({
      broadcaster: {
        primary: rerouted(primary, pusher, () => isOverQuota),
        fallbacks: fallbacks.map((backend) => rerouted(backend, fallback)),
      },
      channels,
      authenticate: () => ({ id: '42' }),
      authorize: { 'private-orders': () => true },
      store: memoryStore(),
      rateLimit: false,
    })
    onTestFinished(() => app.close())

    /** The hosts that pusher-js was to connect to, with the keys. */
    const opened: { appKey: string; host: string | undefined; cluster: string | undefined }[] = []
    const kit = createPusherKit({
      ...clientSide(),
      channels,
      createClient: (appKey, { wsHost, httpHost: _, ...options }) => {
        opened.push({ appKey, host: wsHost, cluster: options.cluster })
        return new Pusher(appKey, {
          ...options,
          ...clientAt(wsHost === host ? fallback.port : pusher.port),
        })
      },
      fetch: (input, init) => app.fetch(new Request(new URL(input as string, base), init)),
    })
    onTestFinished(() => kit.dispose())
    const log = kit.log<{ order: number }>({ channel: 'private-orders', event: 'paid' })
    const orders = () => log.slice().map(({ data }) => data.order)
    /** Waits for another instance of pusher-js, while the client sends requests that the policy denies. */
    const moved = async () =>
      await expect
        .poll(
          async () => {
            await kit.sendMessage('private-orders', 'note', {}).catch(() => {})
            return opened.length
          },
          { timeout: patience, interval: 250 },
        )
        .toBe(2)
    const subscribed = async () =>
      await expect.poll(() => log.getSnapshot().status, { timeout: patience }).toBe('live')

    await subscribed()
    await app.publish('private-orders', 'paid', { order: 1 })
    await expect.poll(orders, { timeout: patience }).toEqual([1])

    isOverQuota = true
    await app.publish('private-orders', 'paid', { order: 2 })
    await moved()
    await expect.poll(orders, { timeout: patience }).toEqual([1, 2])
    await subscribed()
    await app.publish('private-orders', 'paid', { order: 3 })
    await expect.poll(orders, { timeout: patience }).toEqual([1, 2, 3])

    expect(opened).toMatchObject([
      { appKey: pusher.app.key, cluster: 'eu', host: undefined },
      { appKey: fallback.app.key, host },
    ])
    expect(log.getSnapshot().gaps).toEqual([])
    log.release()
  })

  it('gives pusher-js all that a connection needs', () => {
    const [backend] = clientSide().fallbacks ?? []
    const { appKey = '', cluster = '', options = {} } = backend ?? {}
    const created = new Pusher(appKey, { ...options, cluster })
    onTestFinished(() => created.disconnect())
    expect(created.config).toMatchObject({ wsHost: host, wssPort: 443, useTLS: true })
  })
})

it('the page below the root has a connection', () => {
  const Status = () => usePusherConnection().state
  const props = {
    backends: client.pusherThenAbly('pusher-key', 'app.key'),
    onGap: () => {},
  }
  expect(renderToString(createElement(client.Root, props, createElement(Status)))).not.toBe('')
})
