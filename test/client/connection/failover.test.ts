// @vitest-environment happy-dom
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let first: MockPusher
let second: MockPusher
let kit: PusherKit
let active: string | null

beforeEach(async () => {
  // Loaded before the timers are those of the test.
  await import('../../../src/client/connection/follow-server.ts')
  vi.useFakeTimers()
  first = createMockPusher({ app: { id: '1', key: 'first' } })
  second = createMockPusher({ app: { id: '2', key: 'second' } })
  active = null
})
afterEach(() => {
  kit.dispose()
  first.dispose()
  second.dispose()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** ms between two looks at the first backend or the status, at most: 60 s + 20 %, and 10 s for a request or a probe. */
const longestLook = 82_000

/** Lets time pass until it is so. */
async function until(reached: () => boolean, most = longestLook) {
  for (let passed = 0; !reached(); passed += 100) {
    if (passed > most) throw new Error(`Expected it within ${most} ms but got no further.`)
    await pass(100)
  }
}

const mockOf = (appKey: string) => (appKey === 'first' ? first : second)

function open(options: KitOptions = {}) {
  kit = createPusherKit({
    appKey: 'first',
    createClient: (appKey, pusherOptions) => mockOf(appKey).provider.createClient(appKey, pusherOptions),
    fallbacks: [{ appKey: 'second' }],
    fetch: (input, init) => {
      if ((input as string).endsWith('/status')) {
        return Promise.resolve(active ? Response.json({ active }) : new Response('', { status: 404 }))
      }
      const backend = new URLSearchParams(String(init?.body as URLSearchParams)).get('backend')
      return mockOf(backend ?? 'first').fetch(input, init)
    },
    ...options,
  })
  return kit
}

const connects = (mock: MockPusher) =>
  mock.frames.filter(({ event }) => event === 'pusher:connection_established').length

describe('failover', () => {
  it('a backend that refuses for good is left for the next, with all its channels', async () => {
    const received = vi.fn()
    const { listen, channel, connection } = open()
    listen('private-a', 'e', received)
    await pass(50)
    expect(channel('private-a').getSnapshot().status).toBe('subscribed')
    first.network = { connect: { code: 4003 } }
    first.drop({ code: 4003, reason: 'Disabled' })
    await pass(50)
    expect(connection.getSnapshot()).toMatchObject({ isConnected: true, stats: { reconnections: 1 } })
    expect(channel('private-a').getSnapshot().status).toBe('subscribed')
    second.trigger('private-a', 'e', 1)
    await pass(10)
    expect(received).toHaveBeenCalledTimes(1)
    expect([connects(first), connects(second)]).toEqual([1, 1])
  })

  it('and taken again once it takes connections, with one reconnect', async () => {
    const { listen, channel } = open()
    listen('news', 'e', () => {})
    await pass(50)
    first.network = { connect: { code: 4003 } }
    first.drop({ code: 4003 })
    await pass(50)
    await pass(90_000)
    expect(second.channel('news').occupied).toBe(true)
    first.network = { connect: 'accept' }
    await pass(200_000)
    expect(channel('news').getSnapshot().status).toBe('subscribed')
    expect([first.channel('news').occupied, second.channel('news').occupied]).toEqual([true, false])
    expect(second.connections).toEqual([])
    // What found out that it takes connections is the connection.
    expect([connects(first), connects(second)]).toEqual([2, 1])
    expect(first.connections).toHaveLength(1)
    await pass(400_000)
    expect(connects(first)).toBe(2)
  })

  it('shows no moment without a client, and goes on counting', async () => {
    const { connection } = open()
    const seen = new Set<string>()
    connection.subscribe(() => seen.add(connection.getSnapshot().state))
    await pass(50)
    const before = kit.client
    first.drop({ code: 4003 })
    await pass(1100)
    expect(kit.client).not.toBe(before)
    expect([...seen]).not.toContain('initialized')
    const { messagesReceived } = connection.getSnapshot().stats
    kit.subscribe('news')
    await pass(2000)
    expect(connection.getSnapshot().stats.messagesReceived).toBeGreaterThan(messagesReceived)
  })

  it('disconnect() after a close that is tried again is no refusal either', async () => {
    const { connection } = open()
    await pass(50)
    for (const code of [4100, 4200]) {
      first.network = { connect: 'hang' }
      first.drop({ code })
      await pass(10)
      connection.disconnect()
      await pass(1000)
      first.network = { connect: 'accept' }
      connection.connect()
      await pass(50)
    }
    expect([connects(first), connects(second)]).toEqual([3, 0])
  })

  it('a backend that stays unavailable for 30 s is left', async () => {
    const { connection } = open()
    await pass(50)
    first.outage()
    await pass(39_000)
    expect(connection.getSnapshot().state).not.toBe('connected')
    await pass(4000)
    expect(connection.getSnapshot().state).toBe('connected')
    expect(second.connections).toHaveLength(1)
  })

  it('follows the server to where it publishes, and back', async () => {
    const { connection, subscribe } = open()
    subscribe('news')
    await pass(50)
    active = 'second'
    await pass(80_000)
    expect([first.connections.length, second.connections.length]).toEqual([0, 1])
    expect(second.channel('news').occupied).toBe(true)
    active = 'first'
    await pass(80_000)
    expect([first.connections.length, second.connections.length]).toEqual([1, 0])
    expect(connection.getSnapshot().stats.reconnections).toBe(2)
    expect([connects(first), connects(second)]).toEqual([2, 1])
  })

  it('presence is held and stale meanwhile', async () => {
    second.join('presence-room', { id: 'ana' })
    first.join('presence-room', { id: 'ana' })
    const store = open().presence('presence-room')
    const reported = vi.fn()
    store.onJoin(reported)
    store.onLeave(reported)
    await pass(200)
    const stale: boolean[] = []
    store.subscribe(() => stale.push(store.getSnapshot().isStale))
    expect(store.getSnapshot().members.map(({ id }) => id)).toEqual(['ana', 'me'])
    first.drop({ code: 4001 })
    await pass(300)
    expect(stale).toContain(true)
    expect(store.getSnapshot()).toMatchObject({ isStale: false, count: 2 })
    expect(reported).not.toHaveBeenCalled()
  })

  it('goes through the fallbacks in order, and says to the auth endpoint which one', async () => {
    const bodies: string[] = []
    const isRefused = new Set(['first', 'second'])
    const third = createMockPusher({ app: { id: '3', key: 'third' } })
    const all: Record<string, MockPusher> = { first, second, third }
    for (const key of isRefused) if (all[key]) all[key].network = { connect: { code: 4001 } }
    const { channel, subscribe } = open({
      createClient: (appKey, options) => (all[appKey] ?? first).provider.createClient(appKey, options),
      fallbacks: [{ appKey: 'second' }, { appKey: 'third' }],
      auth: { batch: true },
      fetch: (input, init) => {
        const body = JSON.parse((init?.body as string | undefined) ?? '{}') as { backend?: string }
        if (body.backend) bodies.push(body.backend)
        return third.fetch(input, init)
      },
    })
    subscribe('private-a')
    await pass(200)
    expect(channel('private-a').getSnapshot().status).toBe('subscribed')
    expect(bodies).toEqual(['third'])
    third.network = { connect: { code: 4001 } }
    third.drop({ code: 4001 })
    await pass(200)
    expect(channel('private-a').getSnapshot().status).toBe('subscribing')
    await pass(61_000)
    kit.dispose()
    third.dispose()
  })

  it('the user is signed in on the other backend, too', async () => {
    const { user } = open()
    user.signIn()
    await pass(100)
    expect(user.getSnapshot().status).toBe('signed-in')
    const seen: string[] = []
    user.subscribe(() => seen.push(user.getSnapshot().status))
    first.drop({ code: 4001 })
    await pass(100)
    expect(seen).toEqual(['signing-in', 'signed-in'])
    expect(second.connections[0]?.signedIn).toBe(true)
  })

  it('the end of the session ends a probe', async () => {
    const made = vi.fn()
    const { connection } = open({
      createClient: (appKey, options) => {
        made(appKey)
        return mockOf(appKey).provider.createClient(appKey, options)
      },
    })
    await pass(50)
    first.network = { connect: { code: 4001 } }
    first.drop({ code: 4001 })
    await pass(50)
    first.network = { connect: 'hang' }
    await until(() => made.mock.calls.length === 3)
    expect(made).toHaveBeenLastCalledWith('first')
    kit.dispose()
    first.network = { connect: 'accept' }
    await pass(100_000)
    expect(connection.getSnapshot().state).toBe('initialized')
    expect(first.connections).toEqual([])
  })

  it('without another backend nothing moves', async () => {
    const { connection } = open({ fallbacks: [] })
    await pass(50)
    first.drop({ code: 4001 })
    await pass(100_000)
    expect(connection.getSnapshot().state).toBe('disconnected')
    expect(connects(second)).toBe(0)
  })

  it('disconnect() is no refusal', async () => {
    const { connection } = open()
    await pass(50)
    connection.disconnect()
    active = 'second'
    await pass(200_000)
    expect(connection.getSnapshot().state).toBe('disconnected')
    expect(connects(second)).toBe(0)
    connection.connect()
    await pass(100_000)
    expect(second.connections).toHaveLength(1)
  })

  it('disconnect() while the backend is unavailable is no reason to leave it', async () => {
    const { connection } = open()
    await pass(50)
    first.outage()
    await pass(20_000)
    expect(connection.getSnapshot().state).toBe('unavailable')
    connection.disconnect()
    await pass(100_000)
    expect(connection.getSnapshot().state).toBe('disconnected')
    expect(connects(second)).toBe(0)
  })

  it('disconnect() on a fallback is not undone when the first takes connections again', async () => {
    const { connection } = open()
    await pass(50)
    first.network = { connect: { code: 4003 } }
    first.drop({ code: 4003 })
    await pass(50)
    connection.disconnect()
    first.network = { connect: 'accept' }
    await pass(300_000)
    expect(connection.getSnapshot().state).toBe('disconnected')
    expect(connects(first)).toBe(1)
  })

  it('while the device is offline no backend is to blame', async () => {
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const { connection } = open()
    await pass(50)
    first.outage()
    await pass(200_000)
    expect(connects(second)).toBe(0)
    onLine.mockRestore()
    window.dispatchEvent(new Event('online'))
    await pass(31_000)
    expect(connection.getSnapshot().isConnected).toBe(true)
    expect(second.connections).toHaveLength(1)
  })

  it('a first backend that takes connections while the server publishes to another is not gone back to', async () => {
    const { connection } = open()
    await pass(50)
    active = 'second'
    first.drop({ code: 4004 })
    await pass(50)
    await pass(300_000)
    expect(second.connections).toHaveLength(1)
    expect(connection.getSnapshot().stats.reconnections).toBe(1)
    active = 'first'
    await pass(100_000)
    expect([first.connections.length, second.connections.length]).toEqual([1, 0])
  })

  it('a first backend that takes connections while the server publishes to a third is left for that one', async () => {
    const third = createMockPusher({ app: { id: '3', key: 'third' } })
    const { connection } = open({
      fallbacks: [{ appKey: 'second' }, { appKey: 'third' }],
      createClient: (appKey, options) =>
        (appKey === 'third' ? third : mockOf(appKey)).provider.createClient(appKey, options),
    })
    await pass(50)
    active = 'third'
    first.drop({ code: 4004 })
    await pass(50)
    expect(second.connections).toHaveLength(1)
    await pass(80_000)
    expect([first, second, third].map(({ connections }) => connections.length)).toEqual([0, 0, 1])
    expect(connection.getSnapshot().stats.reconnections).toBe(2)
    kit.dispose()
    third.dispose()
  })

  it('disconnect() while the way back is looked up is not undone', async () => {
    let answer: ((response: Response) => void) | undefined
    const { connection } = open({
      fetch: () => new Promise((resolve) => (answer = resolve)),
    })
    await pass(50)
    first.drop({ code: 4004 })
    await pass(50)
    await until(() => first.connections.length === 1)
    connection.disconnect()
    answer?.(Response.json({ active: 'first' }))
    await pass(1000)
    expect(connection.getSnapshot().state).toBe('disconnected')
    expect(first.connections).toEqual([])
    connection.connect()
    await pass(50)
    expect(connection.getSnapshot().isConnected).toBe(true)
  })

  it('the end of the kit while the way back is looked up is not undone', async () => {
    let answer: ((response: Response) => void) | undefined
    open({ fetch: () => new Promise((resolve) => (answer = resolve)) })
    await pass(50)
    first.drop({ code: 4004 })
    await pass(50)
    await until(() => first.connections.length === 1)
    kit.dispose()
    answer?.(Response.json({ active: 'first' }))
    await pass(1000)
    expect([kit.client, first.connections]).toEqual([null, []])
  })

  it('a status that cannot be had changes nothing', async () => {
    const { connection } = open({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    await pass(150_000)
    expect(connection.getSnapshot().isConnected).toBe(true)
    expect(connects(first)).toBe(1)
  })

  it('a socket that fails without a code is no refusal', async () => {
    const { client, connection } = open()
    await pass(50)
    const socket = client?.connection as unknown as { emit: (event: string, data: unknown) => void }
    socket.emit('error', { type: 'WebSocketError', error: { type: 'PusherError' } })
    connection.disconnect()
    await pass(1000)
    expect(connects(second)).toBe(0)
  })

  it('a first backend that takes connections and refuses them soon is tried less and less', async () => {
    const { connection } = open()
    await pass(50)
    const rounds: number[] = []
    for (let round = 0; round < 3; round += 1) {
      first.drop({ code: 4004 })
      const left = Date.now()
      await pass(50)
      while (first.connections.length === 0) await pass(1000)
      rounds.push(Date.now() - left)
    }
    expect(connection.getSnapshot().isConnected).toBe(true)
    expect(rounds[0]).toBeLessThan(80_000)
    expect(rounds[1]).toBeGreaterThan(90_000)
    expect(rounds[2]).toBeGreaterThan(180_000)
  })
})
