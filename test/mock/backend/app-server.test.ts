import { defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherKit, type PusherKit } from 'react-pusher-kit/client'
import { createMockPusher, type MockPusher, type MockServerContext } from 'react-pusher-kit/mock'
import { createPusherServer, type PusherServer, type User } from 'react-pusher-kit/server'
import { afterEach, describe, expect, it, vi } from 'vitest'

const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() }, persist: true },
  'private-user-{userId}': { events: { note: type<{ text: string }>() } },
  'presence-room': { events: {}, member: type<{ name: string }>() },
  'private-encrypted-safe': { events: { secret: type<{ text: string }>() } },
})

let mock: MockPusher
let server: PusherServer
const kits: PusherKit[] = []

afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
  mock.dispose()
  vi.useRealTimers()
})

/** A mock with the app's own server behind it. */
function open({ authenticate }: { authenticate?: (request: Request) => User | null } = {}) {
  mock = createMockPusher({
    user: { id: 'ada', info: { name: 'Ada' } },
    server: (context: MockServerContext) => {
      server = createPusherServer({
        broadcaster: context.broadcaster,
        authenticate: authenticate ?? context.authenticate,
        channels,
        authorize: {
          logs: { publish: ({ user }) => user.id === 'ada', history: 'anyone' },
          'private-user-{userId}': ({ user, params }) => user.id === params.userId,
          'presence-room': { subscribe: () => true },
          'private-encrypted-safe': { subscribe: () => true, publish: () => true },
        },
        messages: {
          say: ({ user, payload, publish }) => publish('log', { text: `${user.id}: ${String(payload)}` }),
        },
      })
      return server
    },
  })
}

function openKit() {
  const kit = createPusherKit({ ...mock.provider, channels })
  kits.push(kit)
  return kit
}

describe('createMockPusher({ server })', () => {
  it('answers a request whose socket id is no text', async () => {
    open()
    const body = JSON.stringify({ socket_id: { toString: null }, channel_name: 'presence-room' })
    const headers = { 'content-type': 'application/json' }
    const response = await mock.fetch('/api/v1/pusher/auth', { method: 'POST', body, headers })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'socket_id' })
  })

  it('asks the policies of the app’s server, for kits and for bare clients', async () => {
    open()
    const kit = openKit()
    kit.subscribe('private-user-ada')
    kit.subscribe('private-user-bob')
    const bob = mock.client({ user: { id: 'bob' } })
    const refused = vi.fn()
    bob.subscribe('private-user-ada').bind('pusher:subscription_error', refused)
    bob.subscribe('private-user-bob')
    await mock.subscribed('private-user-ada')
    await mock.subscribed('private-user-bob')
    await mock.settled()
    expect(kit.channel('private-user-bob').getSnapshot()).toMatchObject({
      status: 'error',
      error: { status: 403 },
    })
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ status: 403 }))
  })

  it('runs the app’s message handlers, numbers and stores what they publish, and answers history', async () => {
    open()
    const kit = openKit()
    const received: unknown[] = []
    kit.listen('logs', 'log', (data, { seq }) => received.push([data, seq]))
    await mock.subscribed('logs')
    await expect(kit.sendMessage('logs', 'say', 'hello')).resolves.toMatchObject({ seq: 1 })
    await server.publish('logs', 'log', { text: 'from the server' })
    await vi.waitFor(() => expect(received).toContainEqual([{ text: 'from the server' }, 2]))
    await expect(kit.sendMessage('logs', 'toString', 'x')).rejects.toMatchObject({ status: 400 })
    const answer = await mock.fetch('/api/v1/channels/logs/events?after=0')
    expect(await answer.json()).toMatchObject({
      events: [{ data: { text: 'ada: hello' } }, { data: { text: 'from the server' } }],
      last_seq: 2,
    })
  })

  it('a log heals from the server’s store after an outage', async () => {
    open()
    const log = openKit().log({ channel: 'logs', event: 'log' })
    await mock.subscribed('logs')
    await server.publish('logs', 'log', { text: 'one' })
    mock.outage()
    await server.publish('logs', 'log', { text: 'two' })
    mock.restore({ reconnect: 'now' })
    await vi.waitFor(() => expect(log.getSnapshot().total).toBe(2))
  })

  it('presence members are who the server says', async () => {
    open()
    const room = openKit().presence('presence-room')
    const stop = room.subscribe(() => {})
    mock.client({ user: { id: 'bob', info: { name: 'Bob' } } }).subscribe('presence-room')
    await vi.waitFor(() =>
      expect(room.getSnapshot().members.map(({ id, info }) => [id, info])).toEqual(
        expect.arrayContaining([
          ['ada', { name: 'Ada' }],
          ['bob', { name: 'Bob' }],
        ]),
      ),
    )
    stop()
  })

  it('signs users in, of kits and of bare clients', async () => {
    open()
    const kit = openKit()
    kit.user.signIn()
    await vi.waitFor(() => expect(kit.user.getSnapshot().status).toBe('signed-in'))
    const bare = mock.client({ user: { id: 'bob' } })
    bare.signin()
    await vi.waitFor(() => expect(mock.connections.filter(({ signedIn }) => signedIn)).toHaveLength(2))
  })

  it('carries encrypted channels', async () => {
    open()
    const received = vi.fn()
    mock.client().subscribe('private-encrypted-safe').bind('secret', received)
    await mock.subscribed('private-encrypted-safe')
    await server.publish('private-encrypted-safe', 'secret', { text: 'sealed' })
    await vi.waitFor(() => expect(received).toHaveBeenCalledWith({ text: 'sealed' }))
    expect(JSON.stringify(mock.frames)).not.toContain('"text":"sealed"')
  })

  it('takes the app’s own authentication, by token', async () => {
    const tokens: unknown[] = []
    open({
      authenticate: (request) => {
        tokens.push(request.headers.get('authorization'))
        return request.headers.get('authorization') === 'Bearer ada' ? { id: 'ada' } : null
      },
    })
    const kit = createPusherKit({ ...mock.provider, auth: { getToken: () => 'ada' } })
    kits.push(kit)
    kit.subscribe('private-user-ada')
    await mock.subscribed('private-user-ada')
    const bare = mock.client({
      channelAuthorization: {
        endpoint: '/pusher/auth',
        transport: 'ajax',
        headers: { Authorization: 'Bearer ada' },
      },
    })
    bare.subscribe('private-user-ada')
    await vi.waitFor(() => expect(mock.channel('private-user-ada').subscriptionCount).toBe(2))
    expect(new Set(tokens)).toEqual(new Set(['Bearer ada']))
  })

  it('has every route of the server, and the faults of mock.http before it', async () => {
    open()
    expect((await mock.fetch('/healthz')).status).toBe(200)
    expect((await mock.fetch('/nowhere')).status).toBe(404)
    mock.http({ route: '/healthz', status: 500, times: 1 })
    mock.http({ route: 'history', status: 503, times: 1 })
    const statuses = []
    for (const path of [
      '/healthz',
      '/healthz',
      '/api/v1/channels/logs/events',
      '/api/v1/channels/logs/events',
    ]) {
      statuses.push((await mock.fetch(path)).status)
    }
    expect(statuses).toEqual([500, 200, 503, 200])
  })

  it('works under fake timers', async () => {
    vi.useFakeTimers()
    open()
    const kit = openKit()
    const received = vi.fn()
    kit.listen('logs', 'log', received)
    await mock.subscribed('logs')
    void kit.sendMessage('logs', 'say', 'hello')
    await vi.advanceTimersByTimeAsync(100)
    expect(received).toHaveBeenCalledWith({ text: 'ada: hello' }, expect.objectContaining({ seq: 1 }))
  })

  it('what another publisher triggers is shown, and has no number', async () => {
    open()
    const received = vi.fn()
    openKit().listen('logs', 'log', received)
    await mock.subscribed('logs')
    mock.trigger('logs', 'log', { text: 'other' })
    await mock.settled()
    expect(received).toHaveBeenCalledWith({ text: 'other' }, expect.objectContaining({ seq: null }))
  })

  it('decides alone: what would be decided twice is refused', () => {
    open()
    expect(() => mock.authorize(() => true)).toThrow(/server/)
    expect(() => createMockPusher({ server: () => server, messages: {} })).toThrow(/messages/)
    expect(() => createMockPusher({ server: (() => ({})) as never })).toThrow(/fetch/)
  })

  it('publishes nothing after the mock is disposed', async () => {
    open()
    mock.dispose()
    await expect(server.publish('logs', 'log', { text: 'late' })).resolves.toMatchObject({ firstSeq: 1 })
  })
})
