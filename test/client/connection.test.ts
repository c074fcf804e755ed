import { afterEach, describe, expect, test, vi } from 'vitest'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type Kit = ReturnType<typeof on.kit>
const connected = ({ connection }: Kit) =>
  vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)

describe('the connection', () => {
  test('tells its states from the beginning', async () => {
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
    expect(Date.now() - since).toBeLessThan(1000)
    kit.dispose()
    expect(kit.connection.getSnapshot().state).toBe('initialized')
    await vi.waitFor(() => expect(on.mock.connections).toEqual([]), fast)
  })

  test('keeps its snapshot while nothing changes', async () => {
    const kit = on.kit()
    await connected(kit)
    expect(kit.connection.getSnapshot()).toBe(kit.connection.getSnapshot())
    kit.connection.connect()
    const before = kit.connection.getSnapshot()
    kit.connection.connect()
    expect(kit.connection.getSnapshot()).toBe(before)
  })

  test('is unavailable after 10 s of refused connects, and comes back when the outage ends', async () => {
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

  test('counts what was sent and received, once a second', async () => {
    const kit = on.kit()
    const told = vi.fn()
    kit.connection.subscribe(told)
    await connected(kit)
    const channel = kit.subscribe('news')
    await on.mock.subscribed('news')
    told.mockClear()
    for (let count = 0; count < 50; count += 1) on.mock.trigger('news', 'e', {})
    await on.mock.settled()
    expect(told.mock.calls.length).toBeLessThanOrEqual(1)
    await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.messagesReceived).toBeGreaterThan(50), {
      timeout: 2000,
    })
    await kit.connection.measureLatency()
    await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.messagesSent).toBe(1), { timeout: 2000 })
    expect(kit.connection.getSnapshot().lastMessageAt).toBeGreaterThan(Date.now() - 5000)
    channel.release()
  })

  test('follows what the browser says of the network', async () => {
    const kit = on.kit()
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))
    expect(kit.connection.getSnapshot().online).toBe(false)
    online.mockReturnValue(true)
    window.dispatchEvent(new Event('online'))
    expect(kit.connection.getSnapshot().online).toBe(true)
  })

  test('knows when the next attempt comes until it is made', async () => {
    vi.useFakeTimers()
    const kit = on.kit()
    await vi.advanceTimersByTimeAsync(10)
    on.mock.network = { connect: 'hang' }
    on.mock.drop({ code: 1006 })
    await vi.advanceTimersByTimeAsync(10)
    const { retryAt } = kit.connection.getSnapshot()
    expect(retryAt).toBeGreaterThan(Date.now())
    await vi.advanceTimersByTimeAsync(1100)
    expect(kit.connection.getSnapshot()).toMatchObject({ state: 'connecting', retryAt: null })
  })

  test('counts for who only looks, too', async () => {
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
  })

  test('needs no browser to watch the network', async () => {
    vi.stubGlobal('addEventListener', undefined)
    const kit = on.kit()
    await connected(kit)
    kit.dispose()
    vi.unstubAllGlobals()
    expect(kit.connection.getSnapshot().online).toBe(true)
  })

  test('an error of a client event is no error of the connection', async () => {
    const onError = vi.fn()
    const kit = on.kit({ onError })
    kit.subscribe('private-a')
    await on.mock.subscribed('private-a')
    for (let count = 0; count < 11; count += 1) kit.client?.send_event('client-x', {}, 'private-a')
    await on.mock.settled()
    expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, error: null })
    expect(onError).not.toHaveBeenCalled()
  })

  test('what closed the socket is reported once, though pusher-js tells it twice', async () => {
    const onError = vi.fn()
    const kit = on.kit({ onError })
    await connected(kit)
    const told = vi.fn()
    kit.client?.connection.bind('error', told)
    for (const count of [1, 2]) {
      on.mock.drop({ code: 4200 })
      await vi.waitFor(() =>
        expect(kit.connection.getSnapshot()).toMatchObject({
          isConnected: true,
          stats: { reconnections: count },
        }),
      )
      expect(told).toHaveBeenCalledTimes(count * 2)
      expect(onError).toHaveBeenCalledTimes(count)
    }
  })

  test('a lost ping gives null when the socket goes, and no sample', async () => {
    const kit = on.kit()
    await connected(kit)
    on.mock.network = { loss: 'up' }
    const latency = kit.connection.measureLatency()
    on.mock.drop()
    expect(await latency).toBeNull()
    expect(kit.connection.getSnapshot().latency).toBeNull()
  })

  test('a pong for a ping of pusher-js’s own, long after, casts no doubt on the last sample', async () => {
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

  test('a pong that comes after its ping was given up counts for nobody', async () => {
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
})

describe('without an appKey', () => {
  test.each([null, undefined, ''])('%j connects nothing, throws nothing, and says so once', (appKey) => {
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

  test('enabled: false is quiet', () => {
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    expect(on.kit({ enabled: false }).client).toBeNull()
    expect(note).not.toHaveBeenCalled()
  })
})

describe('the watchdog', () => {
  test('reconnects a socket that went silent, long before pusher-js does', async () => {
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
})
