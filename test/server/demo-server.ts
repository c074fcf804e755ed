import { createHub } from '../../src/protocol/index.ts'
import type { HubEvent } from '../../src/protocol/index.ts'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import type { Broadcaster, Policies, PusherServerOptions } from 'react-pusher-kit/server'

export const app = { id: '1', key: 'key', secret: 'secret' }
export const socketId = '123.456'

const noteSchema = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) => {
      const { text } = Object(value) as { text?: unknown }
      if (typeof text === 'string') return { value: { text: text.trim() } }
      return { issues: [{ message: 'Expected text to be a string.', path: ['text'] }] }
    },
  },
} as const

export const channels = defineChannels({
  logs: { events: { log: type<unknown>() }, persist: true, batch: { windowMs: 20, maxBytes: 8192 } },
  'private-encrypted-{room}': { events: {} },
  'private-user-{userId}': { events: { notification: type<unknown>() }, persist: true },
  'presence-room-{roomId}': { events: {}, member: type<unknown>() },
  'private-notes': { events: {} },
  'public-{topic}': { events: { note: noteSchema } },
})

export const policies: Policies<typeof channels> = {
  logs: { publish: ({ user }) => user.id !== 'guest', history: 'anyone' },
  'private-encrypted-{room}': () => true,
  'private-user-{userId}': {
    subscribe: ({ user, params }) => user.id === params.userId,
    publish: ({ user, params, event }) => user.id === params.userId && (event as string) !== 'forbidden',
    history: ({ user, params }) => user.id === params.userId,
  },
  'public-{topic}': { publish: ({ user }) => user.id === '42' },
  'presence-room-{roomId}': { subscribe: () => true },
}

/** What came out of the hub: every frame that a subscriber of the channel got. */
export interface Delivered {
  event: string
  data: unknown
}

/** A server over a hub in memory, with one anonymous subscriber per asked channel. */
export function demoServer(options: Partial<PusherServerOptions<typeof channels>> = {}) {
  const observed: HubEvent[] = []
  const clock = { now: () => Date.now(), monotonic: () => performance.now(), schedule: () => () => {} }
  const hub = createHub({ apps: [app], clock, observe: (event) => observed.push(event) })
  const masterKey = Buffer.alloc(32, 7).toString('base64')
  const server = createPusherServer({
    broadcaster: embedded({ hub, app, encryptionMasterKey: masterKey }),
    rateLimit: false,
    channels,
    unknownEvents: 'allow',
    authenticate: devTokens({
      'token-42': { id: '42', info: { name: 'Ada' } },
      'token-guest': { id: 'guest' },
      'token-admin': { id: 'root', roles: ['admin'] },
    }),
    authorize: policies,
    ...options,
  })

  function subscribe(channel: string): Delivered[] {
    const delivered: Delivered[] = []
    const connection = hub.connect(app.key, {
      send(frame) {
        const { event, data, channel: of } = JSON.parse(frame) as Record<string, string>
        if (of === channel && event && !event.startsWith('pusher')) {
          delivered.push({ event, data: JSON.parse(data ?? 'null') as unknown })
        }
      },
      close() {},
    })
    connection.receive(JSON.stringify({ event: 'pusher:subscribe', data: { channel } }))
    return delivered
  }

  function request(path: string, init: RequestInit & { token?: string | null } = {}): Promise<Response> {
    const { token = 'token-42', ...rest } = init
    const headers = new Headers(rest.headers)
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    return server.fetch(new Request(`http://localhost${path}`, { ...rest, headers }))
  }

  function post(path: string, body: unknown, init: { token?: string | null; headers?: HeadersInit } = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { 'content-type': 'application/json', ...Object.fromEntries(new Headers(init.headers)) }
    return request(path, { ...init, method: 'POST', body: text, headers })
  }

  return { server, hub, observed, masterKey, subscribe, request, post }
}

/** A backend in this process that takes what it is sent; nobody is connected to it. */
export function quietBackend(): Broadcaster {
  const clock = { now: () => Date.now(), monotonic: () => performance.now(), schedule: () => () => {} }
  return embedded({ hub: createHub({ apps: [app], clock }), app })
}

/** The body of an answer as an object, whatever it is. */
export async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>
}
