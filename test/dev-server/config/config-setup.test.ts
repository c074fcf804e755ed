import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher-js'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { defineChannels, type as payload } from 'react-pusher-kit/channels'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer, RealtimeConfig } from 'react-pusher-kit/dev-server'
import { bearerToken } from 'react-pusher-kit/server'
import { devUserHeader } from '../../../src/dev-server/http/dev-cors.ts'
import { configSetup } from '../../../src/dev-server/config/config-setup.ts'
import { clientAt } from '../settings-at.ts'

const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const channels = defineChannels({
  'private-user-{userId}': { events: { note: payload<unknown>() }, persist: true },
  'private-encrypted-notes': { events: {} },
})
const base: RealtimeConfig = {
  channels,
  authorize: {
    'private-user-{userId}': { subscribe: () => true, publish: () => true, history: () => true },
    'private-encrypted-notes': { subscribe: () => true, publish: () => true },
  },
  authenticate: (request) => (bearerToken(request) === 'ana' ? { id: 'ana' } : null),
}

async function start(config: RealtimeConfig, origins?: readonly string[]): Promise<DevServer> {
  const data = mkdtempSync(join(tmpdir(), 'config-options-'))
  cleanUps.push(() => rmSync(data, { recursive: true, force: true }))
  const dev = await startDevServer({ port: 0, data, config, ...(origins ? { origins } : {}) })
  cleanUps.push(() => dev.close())
  return dev
}

const channel = 'private-user-ana'

function post(
  { url }: DevServer,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
) {
  return fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer ana', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

const trigger = (dev: DevServer, data: unknown = {}) =>
  post(dev, '/realtime/trigger', { channel, event: 'note', data })

async function stored({ url }: DevServer): Promise<number[]> {
  const headers = { authorization: 'Bearer ana' }
  const response = await fetch(`${url}/api/v1/channels/${channel}/events`, { headers })
  const { events } = (await response.json()) as { events: { seq: number }[] }
  return events.map(({ seq }) => seq)
}

/** Asks with the origin of a page, as a browser does; the answer's header that lets it read. */
async function asPage({ url }: DevServer, origin: string) {
  const headers = { origin, authorization: 'Bearer ana' }
  const response = await fetch(`${url}/api/v1/pusher/status`, { headers })
  return { status: response.status, allowed: response.headers.get('access-control-allow-origin') }
}

describe('what a configuration sets', () => {
  it('keeps what `retention` says, and what it says next', async () => {
    const dev = await start({ ...base, retention: { maxAge: 1 } })
    expect((await trigger(dev)).status).toBe(200)
    await expect.poll(() => stored(dev)).toEqual([])
    await dev.useConfig(base)
    expect((await trigger(dev)).status).toBe(200)
    expect((await stored(dev)).at(-1)).toBe(2)
  })

  it('takes no more than `limits` says', async () => {
    const dev = await start({ ...base, limits: { bodyBytes: 500 } })
    expect((await trigger(dev, { text: 'x'.repeat(100) })).status).toBe(200)
    expect((await trigger(dev, { text: 'x'.repeat(1000) })).status).toBe(413)
    await dev.useConfig(base)
    expect((await trigger(dev, { text: 'x'.repeat(1000) })).status).toBe(200)
  })

  it('answers as many requests as `rateLimit` says', async () => {
    const dev = await start({ ...base, rateLimit: { perUser: { requests: 2, seconds: 60 } } })
    const statuses: number[] = []
    for (let count = 1; count <= 3; count++) statuses.push((await trigger(dev)).status)
    expect(statuses).toEqual([200, 200, 429])
    await dev.useConfig({ ...base, rateLimit: false })
    expect((await trigger(dev)).status).toBe(200)
  })

  it('lets pages of `origins` read answers, and no others', async () => {
    const dev = await start({ ...base, origins: ['http://app.test:3000'] })
    expect(await asPage(dev, 'http://app.test:3000')).toEqual({
      status: 200,
      allowed: 'http://app.test:3000',
    })
    expect((await asPage(dev, 'http://other.test:3000')).status).toBe(403)
    expect((await asPage(dev, 'http://localhost:5173')).allowed).toBeNull()
    await dev.useConfig({ ...base, origins: ['http://other.test:3000'] })
    expect((await asPage(dev, 'http://other.test:3000')).allowed).toBe('http://other.test:3000')
    expect((await asPage(dev, 'http://app.test:3000')).status).toBe(403)
    await dev.useConfig(base)
    expect((await asPage(dev, 'http://localhost:5173')).allowed).toBe('http://localhost:5173')
    // Without a list, every port of this machine.
    expect((await asPage(dev, 'http://127.0.0.1:4321')).allowed).toBe('http://127.0.0.1:4321')
  })

  it('goes by the origins of the flags where they are given', async () => {
    const dev = await start({ ...base, origins: ['http://app.test:3000'] }, ['http://flag.test'])
    expect((await asPage(dev, 'http://flag.test')).allowed).toBe('http://flag.test')
    expect((await asPage(dev, 'http://app.test:3000')).status).toBe(403)
  })

  it('takes the users of `authenticate` and no other', async () => {
    const dev = await start(base)
    const ask = (headers: Readonly<Record<string, string>>) =>
      post(dev, '/pusher/auth', { socket_id: '1.2', channel_name: channel }, headers)
    expect((await ask({})).status).toBe(200)
    expect((await ask({ authorization: 'Bearer bob' })).status).toBe(401)
  })

  it('has the identities of `users` and no other, and none beside `authenticate`', async () => {
    const users = [{ id: 'ana', info: { name: 'Ana Lima' } }]
    const room = {
      channels: defineChannels({ 'presence-room': { events: {} } }),
      authorize: { 'presence-room': () => true },
    }
    const dev = await start({ ...room, users })
    const member = async (identity: string) => {
      const response = await fetch(`${dev.url}/api/v1/pusher/auth`, {
        method: 'POST',
        headers: { [devUserHeader]: identity, 'content-type': 'application/json' },
        body: JSON.stringify({ socket_id: '1.2', channel_name: 'presence-room' }),
      })
      const { channel_data: data = '{}' } = (await response.json()) as { channel_data?: string }
      return { status: response.status, member: JSON.parse(data) as unknown }
    }
    const ana = { user_id: 'ana', user_info: { name: 'Ana Lima' } }
    expect(await member('user:ana')).toEqual({ status: 200, member: ana })
    expect((await member('user:bob')).status).toBe(401)
    expect((await member('guest:amber-fox-1')).status).toBe(401)
    await dev.useConfig({ ...room, users: [...users, { id: 'bob' }] })
    expect((await member('user:bob')).status).toBe(200)
    await dev.useConfig({ ...room, users, authenticate: () => null })
    expect((await member('user:ana')).status).toBe(401)
  })

  it('seals with `encryptionMasterKey`, after a change too', async () => {
    const secretOf = async (dev: DevServer) => {
      const response = await post(dev, '/pusher/auth', {
        socket_id: '1.2',
        channel_name: 'private-encrypted-notes',
      })
      return ((await response.json()) as { shared_secret: string }).shared_secret
    }
    const key = Buffer.alloc(32, 1).toString('base64')
    const dev = await start({ ...base, encryptionMasterKey: key })
    const expected = createHash('sha256')
      .update('private-encrypted-notes')
      .update(Buffer.from(key, 'base64'))
      .digest('base64')
    expect(await secretOf(dev)).toBe(expected)
    await dev.useConfig(base)
    const generated = await secretOf(dev)
    expect(generated).not.toBe(expected)
    expect(Buffer.from(generated, 'base64')).toHaveLength(32)
  })

  it('publishes no message where the app has no handler for it', async () => {
    const dev = await start({ ...base, messages: { ask: () => null } })
    const send = (type: string) => post(dev, '/pusher/message', { message_type: type, payload: {}, channel })
    expect((await send('ask')).status).toBe(200)
    expect((await send('constructor')).status).toBe(400)
  })
})

describe('webhooks to the app', () => {
  /** An endpoint of the app that answers all with one status; how often it was asked. */
  async function endpoint(status: number, headers: OutgoingHttpHeaders = {}) {
    const state = { asked: 0 }
    const http = createServer((_, response) => {
      state.asked++
      response.writeHead(status, headers).end()
    }).listen(0, '127.0.0.1')
    await once(http, 'listening')
    cleanUps.push(() => http.close())
    return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`, state }
  }

  /** A client that subscribes to a channel, and so causes one webhook. */
  async function subscribe(dev: DevServer): Promise<void> {
    const socket = new WebSocket(`${dev.url.replace('http', 'ws')}/app/${dev.app.key}?protocol=7`)
    cleanUps.push(() => socket.close())
    await once(socket, 'message')
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'news' } }))
    await once(socket, 'message')
  }

  it('end with the server', async () => {
    const { url, state } = await endpoint(503)
    const dev = await start({ webhooks: [{ url, events: ['channel_occupied'] }] })
    await subscribe(dev)
    await expect.poll(() => state.asked).toBe(1)
    await dev.close()
    const later = await endpoint(503)
    await subscribe(await start({ webhooks: [{ url: later.url, events: ['channel_occupied'] }] }))
    // The first repeat of the closed server would come before that of one whose endpoint refused later.
    await expect.poll(() => later.state.asked).toBe(2)
    expect(state.asked).toBe(1)
  })

  it('follow no redirect, and come again', async () => {
    const elsewhere = await endpoint(200)
    const { url, state } = await endpoint(307, { location: elsewhere.url })
    const dev = await start({ webhooks: [{ url, events: ['channel_occupied'] }] })
    await subscribe(dev)
    await expect.poll(() => state.asked).toBe(2)
    expect(elsewhere.state.asked).toBe(0)
  })

  it('go where the next configuration says', async () => {
    const [first, second] = [await endpoint(200), await endpoint(200)]
    const dev = await start({ webhooks: [{ url: first.url, events: ['channel_occupied'] }] })
    await dev.useConfig({ webhooks: [{ url: second.url, events: ['channel_occupied'] }] })
    await subscribe(dev)
    await expect.poll(() => second.state.asked).toBe(1)
    expect(first.state.asked).toBe(0)
  })
})

describe('the setup of a configuration', () => {
  it('has the usual rule for what `rateLimit` leaves out', () => {
    const perUser = { requests: 2, seconds: 60 }
    const { rateLimit } = configSetup({ rateLimit: { perUser } }, [])
    expect(rateLimit).toEqual({ perUser, perAddress: { requests: 20_000, seconds: 10 } })
  })

  it('has nothing of the demo', () => {
    expect(configSetup({}, ['http://localhost:3000'])).toMatchObject({
      mode: 'config',
      channels: {},
      authorize: {},
      messages: undefined,
      users: null,
      webhooks: [],
      origins: ['http://localhost:3000'],
    })
  })
})

describe('another configuration', () => {
  it('is refused with the key that is wrong, and the one before stays', async () => {
    const dev = await start(base)
    const wrong = { ...base, limits: { bodyTimeoutMs: 1e12 } }
    await expect(dev.useConfig(wrong)).rejects.toThrow(/^Expected `limits\.bodyTimeoutMs`/)
    await expect(dev.useConfig({ chanels: {} } as RealtimeConfig)).rejects.toThrow(/did you mean `channels`/)
    expect((await trigger(dev)).status).toBe(200)
  })

  it('leaves sockets connected and subscribed', async () => {
    const dev = await start(base)
    const client = new Pusher(dev.app.key, {
      ...clientAt(dev.port),
      channelAuthorization: {
        endpoint: `${dev.url}/api/v1/pusher/auth`,
        transport: 'ajax',
        headers: { authorization: 'Bearer ana' },
      },
    })
    cleanUps.push(() => client.disconnect())
    const subscription = client.subscribe(channel)
    await new Promise((resolve) => subscription.bind('pusher:subscription_succeeded', resolve))
    const socketId = client.connection.socket_id
    await dev.useConfig({ ...base, authorize: { 'private-user-{userId}': { publish: () => true } } })
    expect((await post(dev, '/pusher/auth', { socket_id: '1.2', channel_name: channel })).status).toBe(403)
    const note = new Promise((resolve) => subscription.bind('note', resolve))
    expect((await trigger(dev, { text: 'hi' })).status).toBe(200)
    expect(await note).toMatchObject({ text: 'hi' })
    expect(client.connection.socket_id).toBe(socketId)
  })

  it('is refused before the server starts, with no port left open', async () => {
    const data = mkdtempSync(join(tmpdir(), 'config-options-'))
    cleanUps.push(() => rmSync(data, { recursive: true, force: true }))
    const config = { webhooks: [{ url: 'nowhere' }] }
    await expect(startDevServer({ port: 0, data, config })).rejects.toThrow(/`webhooks\[0\]\.url`/)
  })
})
