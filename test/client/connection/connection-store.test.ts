// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }
afterEach(() => {
  // First: what restores a spy on a fake timer puts the fake timer back.
  vi.restoreAllMocks()
  vi.useRealTimers()
})

type Kit = ReturnType<typeof on.kit>
const connected = ({ connection }: Kit) =>
  vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)

describe('the connection', () => {
  it('tells its states from the beginning', async () => {
    const began = Date.now()
    const kit = on.kit()
    expect(kit.connection.getSnapshot()).toMatchObject({
      state: 'connecting',
      isConnected: false,
      socketId: null,
    })
    await connected(kit)
    const { state, socketId, since, error } = kit.connection.getSnapshot()
    expect({ state, socketId, error }).toEqual({
      state: 'connected',
      socketId: on.mock.connections[0]?.socketId,
      error: null,
    })
    expect(since).toBeGreaterThanOrEqual(began)
    expect(since).toBeLessThanOrEqual(Date.now())
    kit.dispose()
    expect(kit.connection.getSnapshot().state).toBe('initialized')
    await vi.waitFor(() => expect(on.mock.connections).toEqual([]), fast)
  })

  it('is connected at once with a client that is', async () => {
    const client = on.mock.client()
    await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
    expect(on.kit({ client }).connection.getSnapshot()).toMatchObject({
      state: 'connected',
      isConnected: true,
      socketId: on.mock.connections[0]?.socketId,
    })
  })

  it('keeps a state of the old or the new client while the kit moves to a fallback', async () => {
    on.mock.network.connect = { code: 4001 }
    const onError = () => {
      on.mock.network.connect = 'accept'
    }
    const kit = on.kit({ onError, fallbacks: [{ appKey: on.mock.provider.appKey }] })
    const seen = new Set<string>()
    kit.connection.subscribe(() => seen.add(kit.connection.getSnapshot().state))
    await connected(kit)
    expect([...seen]).not.toContain('initialized')
  })

  it('keeps its snapshot while nothing changes', async () => {
    const kit = on.kit()
    await connected(kit)
    expect(kit.connection.getSnapshot()).toBe(kit.connection.getSnapshot())
    kit.connection.connect()
    const before = kit.connection.getSnapshot()
    kit.connection.connect()
    expect(kit.connection.getSnapshot()).toBe(before)
  })

  it('keeps its snapshot as long as nothing comes, and between two publications', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    kit.subscribe('news')
    await vi.advanceTimersByTimeAsync(1000)
    const before = kit.connection.getSnapshot()
    await vi.advanceTimersByTimeAsync(1000)
    expect(kit.connection.getSnapshot()).toBe(before)
    kit.connection.subscribe(() => {})
    const receiveOne = async () => {
      on.mock.trigger('news', 'e', {})
      await vi.advanceTimersByTimeAsync(10)
      return kit.connection.getSnapshot()
    }
    const published = await receiveOne()
    expect(published.stats.messagesReceived).toBe(before.stats.messagesReceived + 1)
    expect(await receiveOne()).toBe(published)
    await vi.advanceTimersByTimeAsync(1000)
    expect(kit.connection.getSnapshot().stats.messagesReceived).toBe(before.stats.messagesReceived + 2)
  })

  it('knows since when it has its state, whatever attempts are made meanwhile', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    await vi.advanceTimersByTimeAsync(50)
    on.mock.network = { connect: 'hang' }
    on.mock.drop({ code: 1006 })
    await vi.advanceTimersByTimeAsync(0)
    const { state, since } = kit.connection.getSnapshot()
    await vi.advanceTimersByTimeAsync(5000)
    expect(kit.connection.getSnapshot()).toMatchObject({ state, since })
  })

  it('of a client of the app’s knows when pusher-js tries again', async () => {
    vi.useFakeTimers()
    const kit = on.kit({ client: on.mock.client() })
    await vi.advanceTimersByTimeAsync(50)
    on.mock.outage()
    await vi.advanceTimersByTimeAsync(0)
    expect((kit.connection.getSnapshot().retryAt ?? 0) - Date.now()).toBeCloseTo(1000, -2)
  })

  it('is unavailable after 10 s of refused connects, and comes back when the outage ends', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    await vi.advanceTimersByTimeAsync(10)
    on.mock.outage()
    await vi.advanceTimersByTimeAsync(12_000)
    expect(kit.connection.getSnapshot().state).toBe('unavailable')
    on.mock.restore()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, stats: { reconnections: 1 } })
  })

  it('counts what was sent and received, once a second', async () => {
    const kit = on.kit()
    const reported = vi.fn()
    kit.connection.subscribe(reported)
    await connected(kit)
    const channel = kit.subscribe('news')
    await on.mock.subscribed('news')
    reported.mockClear()
    const began = Date.now()
    for (let count = 0; count < 50; count += 1) on.mock.trigger('news', 'e', {})
    await on.mock.settled()
    expect(reported.mock.calls.length).toBeLessThanOrEqual(1 + Math.floor((Date.now() - began) / 1000))
    await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.messagesReceived).toBeGreaterThan(50), {
      timeout: 30_000,
    })
    await kit.connection.measureLatency()
    await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.messagesSent).toBe(1), {
      timeout: 30_000,
    })
    expect(kit.connection.getSnapshot().lastMessageAt).toBeGreaterThanOrEqual(began)
    channel.release()
  })

  it('follows what the browser says of the network', async () => {
    const kit = on.kit()
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))
    expect(kit.connection.getSnapshot().online).toBe(false)
    online.mockReturnValue(true)
    window.dispatchEvent(new Event('online'))
    expect(kit.connection.getSnapshot().online).toBe(true)
  })

  it('knows when the next attempt comes, and the one after it', async () => {
    vi.useFakeTimers()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const kit = on.kit()
    await vi.advanceTimersByTimeAsync(10)
    on.mock.network = { connect: 'hang' }
    on.mock.drop({ code: 1006 })
    await vi.advanceTimersByTimeAsync(10)
    const { retryAt } = kit.connection.getSnapshot()
    expect(retryAt).toBeGreaterThan(Date.now())
    await vi.advanceTimersByTimeAsync(1100)
    expect(kit.connection.getSnapshot()).toMatchObject({ state: 'connecting', stats: { attempts: 2 } })
    expect(kit.connection.getSnapshot().retryAt).toBeGreaterThan(retryAt as number)
  })

  it('counts for who only looks, too', async () => {
    const kit = on.kit()
    await connected(kit)
    kit.subscribe('news')
    await on.mock.subscribed('news')
    const before = kit.connection.getSnapshot()
    await kit.connection.measureLatency()
    const { stats, lastMessageAt } = kit.connection.getSnapshot()
    expect(stats.messagesSent).toBe(1)
    expect(stats.messagesReceived).toBeGreaterThan(before.stats.messagesReceived)
    expect(lastMessageAt).toBeGreaterThanOrEqual(before.lastMessageAt ?? Infinity)
    expect(kit.connection.getSnapshot()).toBe(kit.connection.getSnapshot())
    on.mock.network = { loss: 'down' }
    void kit.connection.measureLatency()
    expect(kit.connection.getSnapshot().stats.messagesSent).toBe(2)
  })

  it('needs no browser to watch the network', async () => {
    vi.stubGlobal('addEventListener', undefined)
    const kit = on.kit()
    await connected(kit)
    kit.dispose()
    vi.unstubAllGlobals()
    expect(kit.connection.getSnapshot().online).toBe(true)
  })

  it('an error of a client event is no error of the connection', async () => {
    const onError = vi.fn()
    const kit = on.kit({ onError })
    kit.subscribe('private-a')
    await on.mock.subscribed('private-a')
    for (let count = 0; count < 11; count += 1) kit.client?.send_event('client-x', {}, 'private-a')
    await on.mock.settled()
    receive(kit, { event: 'pusher:error', data: { code: 4301, message: 'Rejected' } })
    receive(kit, { event: 'pusher:error', data: { code: null, message: 'Without a code' } })
    expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, error: null })
    expect(onError).not.toHaveBeenCalled()
  })

  it('a failure of the socket without a code is an error of the connection, until it is back', async () => {
    const onError = vi.fn()
    const kit = on.kit({ onError })
    await connected(kit)
    const socket = kit.client?.connection as unknown as { emit: (event: string, data: unknown) => void }
    socket.emit('error', { type: 'WebSocketError', error: { type: 'TransportError' } })
    const { error } = kit.connection.getSnapshot()
    expect(error).toMatchObject({ code: 'connection_failed', closeCode: null })
    expect(error?.message).toContain('a socket error')
    expect(onError.mock.calls).toEqual([[error]])
    on.mock.drop({ code: 4200 })
    await vi.waitFor(() =>
      expect(kit.connection.getSnapshot()).toMatchObject({ stats: { reconnections: 1 } }),
    )
    expect(kit.connection.getSnapshot().error).toBeNull()
  })

  it('what closed the socket is reported once, though pusher-js tells it twice', async () => {
    const onError = vi.fn()
    const kit = on.kit({ onError })
    await connected(kit)
    const reported = vi.fn()
    kit.client?.connection.bind('error', reported)
    for (const count of [1, 2]) {
      on.mock.drop({ code: 4200 })
      await vi.waitFor(() =>
        expect(kit.connection.getSnapshot()).toMatchObject({
          isConnected: true,
          stats: { reconnections: count },
        }),
      )
      expect(reported).toHaveBeenCalledTimes(count * 2)
      expect(onError).toHaveBeenCalledTimes(count)
    }
  })

  it('a lost ping gives null when the socket goes, and no sample', async () => {
    const kit = on.kit()
    await connected(kit)
    on.mock.network = { loss: 'up' }
    const latency = kit.connection.measureLatency()
    on.mock.drop()
    expect(await latency).toBeNull()
    expect(kit.connection.getSnapshot().latency).toBeNull()
  })

  it('a pong for a ping of pusher-js’s own, long after, casts no doubt on the last sample', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    await vi.advanceTimersByTimeAsync(10)
    const measured = kit.connection.measureLatency()
    await vi.advanceTimersByTimeAsync(10)
    const latency = await measured
    await vi.advanceTimersByTimeAsync(130_000)
    expect(on.mock.frames.filter(({ event }) => event === 'pusher:pong').length).toBeGreaterThan(1)
    expect(kit.connection.getSnapshot()).toMatchObject({ latency, latencyStats: { samples: [latency] } })
  })

  it('a pong that comes after its ping was given up counts for nobody', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    await vi.advanceTimersByTimeAsync(10)
    const first = kit.connection.measureLatency()
    await vi.advanceTimersByTimeAsync(10)
    expect(await first).not.toBeNull()
    on.mock.network = { latency: 16_000 }
    const lost = kit.connection.measureLatency()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await lost).toBeNull()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(kit.connection.getSnapshot().latencyStats.samples).toHaveLength(1)
  })

  it('a pong that comes late does not answer the next ping, nor does another frame', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    kit.subscribe('news')
    await vi.advanceTimersByTimeAsync(10)
    on.mock.network = { latency: 15_500 }
    const lost = kit.connection.measureLatency()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await lost).toBeNull()
    on.mock.network = { latency: 1000 }
    const next = kit.connection.measureLatency()
    receive(kit, { event: 'pusher_internal:subscription_count', channel: 'news', data: {} })
    await vi.advanceTimersByTimeAsync(3000)
    expect(await next).toBe(2000)
  })
})

describe('without an appKey', () => {
  it.each([null, undefined, ''])('%j connects nothing, throws nothing, and says so once', (appKey) => {
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    const kit = on.kit({ appKey })
    const lease = kit.subscribe('news')
    expect(kit.client).toBeNull()
    expect(kit.connection.getSnapshot().state).toBe('initialized')
    expect(kit.channel('news').getSnapshot().status).toBe('idle')
    kit.connection.connect()
    kit.connection.reconnect()
    lease.release()
    expect(note).toHaveBeenCalledTimes(1)
  })

  it('enabled: false is quiet', () => {
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    expect(on.kit({ enabled: false }).client).toBeNull()
    expect(note).not.toHaveBeenCalled()
  })
})

describe('the watchdog', () => {
  it('reconnects a socket that went silent, long before pusher-js does', async () => {
    vi.useFakeTimers()
    const kit = on.kit({ watchdog: 5000 })
    await vi.advanceTimersByTimeAsync(10)
    await vi.advanceTimersByTimeAsync(12_000)
    expect(kit.connection.getSnapshot().stats.reconnections).toBe(0)
    on.mock.network = { loss: 'both' }
    await vi.advanceTimersByTimeAsync(11_000)
    on.mock.network = { loss: 'none' }
    await vi.advanceTimersByTimeAsync(20_000)
    await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.reconnections).toBe(1))
    expect(kit.connection.getSnapshot().isConnected).toBe(true)
  })

  it('goes by a clock that nobody sets', async () => {
    vi.useFakeTimers()
    const kit = on.kit({ watchdog: 5000 })
    await vi.advanceTimersByTimeAsync(10)
    vi.setSystemTime(Date.now() - 3_600_000)
    on.mock.network = { loss: 'both' }
    await vi.advanceTimersByTimeAsync(11_000)
    on.mock.network = { loss: 'none' }
    await vi.advanceTimersByTimeAsync(20_000)
    expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, stats: { reconnections: 1 } })
  })

  it('does not take a clock that is set forth for silence', async () => {
    vi.useFakeTimers()
    const kit = on.kit({ watchdog: 5000 })
    kit.subscribe('news')
    await vi.advanceTimersByTimeAsync(4000)
    on.mock.trigger('news', 'e', {})
    await vi.advanceTimersByTimeAsync(500)
    vi.setSystemTime(Date.now() + 3_600_000)
    await vi.advanceTimersByTimeAsync(1000)
    expect(kit.connection.getSnapshot().stats.messagesSent).toBe(0)
  })

  it.each([Infinity, 2 ** 31, 3e12])('with a silence of %d ms probes nothing', async (watchdog) => {
    vi.useFakeTimers()
    const timed = vi.spyOn(globalThis, 'setTimeout')
    const kit = on.kit({ watchdog })
    await vi.advanceTimersByTimeAsync(1000)
    expect(timed.mock.calls.filter(([, ms = 0]) => ms >= 2 ** 31)).toEqual([])
    expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, stats: { messagesSent: 0 } })
  })
})
