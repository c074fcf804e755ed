import PusherJs from 'pusher-js'
import { type } from 'react-pusher-kit/channels'
import { describe, expect, it, onTestFinished } from 'vitest'
import { endClient } from '../../run/end-client.ts'
import { type ConsoleServer, startConsole } from './console-server.ts'

const config = {
  channels: {
    logs: { events: { log: type<unknown>() }, persist: true },
    'presence-{room}': { events: {} },
  },
  authorize: { logs: { history: 'anyone' as const }, 'presence-{room}': () => true },
  users: [{ id: 'ana', info: { name: 'Ana' } }, { id: 'ben' }],
}

async function join(
  { dev }: ConsoleServer,
  user: string,
  channels: string[],
  wsPath = '',
): Promise<PusherJs> {
  const pusher = new PusherJs(dev.app.key, {
    wsHost: '127.0.0.1',
    wsPort: dev.port,
    wsPath,
    forceTLS: false,
    cluster: '',
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: `${dev.url}/api/v1/pusher/auth`,
      transport: 'ajax',
      headers: { 'x-pusher-kit-dev-user': `user:${user}` },
    },
  })
  onTestFinished(() => endClient(pusher))
  for (const name of channels) {
    const channel = pusher.subscribe(name)
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
  }
  return pusher
}

const get = async ({ ask }: ConsoleServer, route: string) => (await (await ask(route)).json()) as unknown

describe('the channels of the app', () => {
  it('have their kind, subscribers, members, newest event, number and declaration', async () => {
    const server = await startConsole({ config })
    await join(server, 'ana', ['logs', 'presence-room'])
    await join(server, 'ben', ['logs', 'presence-room'])
    await join(server, 'ana', ['presence-room', 'other'])
    await join(server, 'ana', ['logs', 'tool-only'], '/dev-console')
    const event = { channels: ['logs'], event: 'log', data: { text: 'hello' } }
    for (let count = 0; count < 3; count += 1) {
      await server.ask('publish', { method: 'POST', body: { events: [event] } })
    }
    await expect
      .poll(() => get(server, 'channels'))
      .toEqual({
        total: 3,
        channels: [
          {
            name: 'logs',
            kind: 'public',
            subscribers: 2,
            members: null,
            lastEvent: { id: expect.any(Number) as number, event: 'log', at: expect.any(Number) as number },
            seq: 3,
            pattern: 'logs',
          },
          {
            name: 'other',
            kind: 'public',
            subscribers: 1,
            members: null,
            lastEvent: null,
            seq: null,
            pattern: null,
          },
          {
            name: 'presence-room',
            kind: 'presence',
            subscribers: 3,
            members: 2,
            lastEvent: null,
            seq: null,
            pattern: 'presence-{room}',
          },
        ],
      })
  })

  it('show members, policy and stored events one by one', async () => {
    const server = await startConsole({ config: { ...config, unknownEvents: 'allow' } })
    await join(server, 'ana', ['presence-room', 'cache-news'])
    const events = ['a', 'b'].map((text) => ({ channels: ['logs'], event: 'log', data: { text } }))
    await server.ask('publish', {
      method: 'POST',
      body: { events: [...events, { channels: ['cache-news'], event: 'made', data: 1 }] },
    })
    expect(await get(server, 'channel?name=presence-room')).toMatchObject({
      members: [{ id: 'ana', info: { name: 'Ana' } }],
      policy: 'function',
      isPersisted: false,
      history: [],
    })
    expect(await get(server, 'channel?name=logs')).toMatchObject({
      policy: ['history'],
      isPersisted: true,
      history: [
        { seq: 2, event: 'log', data: expect.stringContaining('"b"') as string },
        { seq: 1, event: 'log', data: expect.stringContaining('"a"') as string },
      ],
    })
    expect(await get(server, 'channel?name=cache-news')).toMatchObject({
      cached: { event: 'made', data: '1' },
      policy: 'none',
    })
    expect((await server.ask('channel')).status).toBe(400)
  })
})

describe('the connections of the app', () => {
  it('have their channels and counts of frames, and are closed with a code', async () => {
    const server = await startConsole({ config })
    const ana = await join(server, 'ana', ['logs'])
    await join(server, 'ana', ['logs'], '/dev-console')
    const socketId = ana.connection.socket_id
    // Established, succeeded, and the count of subscribers.
    await expect
      .poll(() => get(server, 'connections'))
      .toEqual({
        total: 1,
        connections: [
          {
            socketId,
            userId: null,
            origin: null,
            since: expect.any(Number) as number,
            channels: ['logs'],
            received: 1,
            sent: 3,
          },
        ],
      })
    const close = async (code: unknown, id = socketId) => {
      const answer = await server.ask('connections/close', { method: 'POST', body: { socketId: id, code } })
      return [answer.status, await answer.json()]
    }
    expect((await close(4009))[0]).toBe(400)
    expect((await close('__proto__'))[0]).toBe(400)
    const states: string[] = []
    ana.connection.bind('state_change', ({ current }: { current: string }) => states.push(current))
    expect(await close(4200)).toEqual([200, { closed: true }])
    // After 4200 clients connect again at once.
    await expect.poll(() => states.at(-1)).toBe('connected')
    expect(await close(4200)).toEqual([200, { closed: false }])
    expect(await close(4001, ana.connection.socket_id)).toEqual([200, { closed: true }])
    // After 4001 they do not.
    await expect.poll(() => states.at(-1)).toBe('disconnected')
  })
})
