import Pusher from 'pusher-js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }

describe('trap 3: the state tells of a drop a second late', () => {
  it('the kit: connecting within the tick of connecting_in, with the time of the next attempt', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { connection, client } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    on.mock.drop({ code: 1006 })
    await vi.waitFor(() => expect(connection.getSnapshot().state).toBe('connecting'), fast)
    const { isConnected, socketId, retryAt } = connection.getSnapshot()
    expect(client?.connection.state).toBe('connected')
    expect({ isConnected, socketId }).toEqual({ isConnected: false, socketId: null })
    expect(retryAt).toBeGreaterThan(Date.now())
    random.mockRestore()
  })

  it('the kit: a send that fails is a sign as well', async () => {
    const { connection } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    on.mock.drop({ code: 1006 })
    expect(await connection.measureLatency()).toBeNull()
    expect(connection.getSnapshot().isConnected).toBe(false)
  })

  it('the kit: a send that returns false is the earliest sign of all', async () => {
    const seen: boolean[] = []
    const kit = on.kit({
      // pusher-js tells of the error before it tells that the socket is gone.
      onError: () => {
        seen.push(kit.connection.getSnapshot().isConnected)
        void kit.connection.measureLatency()
        seen.push(kit.connection.getSnapshot().isConnected)
      },
    })
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), fast)
    on.mock.drop({ code: 4200 })
    await vi.waitFor(() => expect(seen).toEqual([true, false]), fast)
  })

  it('the kit: 4200 comes back at once, 4001 stops for good and connect() starts again', async () => {
    const { connection } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    const first = connection.getSnapshot().socketId
    on.mock.drop({ code: 4200 })
    await vi.waitFor(() => expect(connection.getSnapshot().stats.reconnections).toBe(1), fast)
    expect(connection.getSnapshot().socketId).not.toBe(first)
    on.mock.drop({ code: 4001, reason: 'Unknown app' })
    await vi.waitFor(() => expect(connection.getSnapshot().state).toBe('disconnected'), fast)
    expect(connection.getSnapshot().error).toMatchObject({ code: 'connection_failed', closeCode: 4001 })
    connection.connect()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    expect(connection.getSnapshot().error).toBeNull()
  })

  it('the kit: reconnect() does not wait for the timer', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { connection } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    on.mock.outage()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(false), fast)
    // Late enough that the next try is seconds away.
    await vi.advanceTimersByTimeAsync(5000)
    on.mock.restore()
    connection.reconnect()
    await vi.advanceTimersByTimeAsync(20)
    expect(connection.getSnapshot().isConnected).toBe(true)
  })
})

describe('trap 4: there is no connection.ping, and pongs carry no id', () => {
  it('the kit: latency is the round trip of pusher:ping', async () => {
    const { connection } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    on.mock.network = { latency: 20 }
    const latency = await connection.measureLatency()
    expect(latency).toBeGreaterThanOrEqual(38)
    expect(connection.getSnapshot()).toMatchObject({ latency, latencyStats: { p50: latency, jitter: null } })
  })

  it('the kit: one ping is under way at a time', async () => {
    const { connection } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    const both = [connection.measureLatency(), connection.measureLatency()]
    expect(await both[0]).toBe(await both[1])
    expect(pings()).toBe(1)
    const [joined, after] = await Promise.all([connection.measureLatency(), connection.confirm()])
    expect(pings()).toBe(3)
    expect(connection.getSnapshot().latencyStats.samples.slice(1)).toEqual([joined, after])
  })

  it('the kit: a pong that nobody asked for makes the last sample suspect', async () => {
    const { connection, client } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    on.mock.network = { latency: 10 }
    await connection.measureLatency()
    const [sound] = connection.getSnapshot().latencyHistory
    // As pusher-js's own activity check does: two pings cross, the first pong ends ours early.
    client?.send_event('pusher:ping', {})
    await connection.measureLatency()
    await on.mock.settled()
    expect(connection.getSnapshot().latencyStats.samples).toHaveLength(1)
    expect(connection.getSnapshot().latencyHistory).toHaveLength(1)
    expect(connection.getSnapshot().latencyHistory[0]).toBe(sound)
  })

  it('the kit: the history has the times of 240 samples at most, and one entry for a loss', async () => {
    const { connection } = on.kit()
    const history = () => connection.getSnapshot().latencyHistory
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    for (let round = 0; round < 241; round += 1) await connection.measureLatency()
    expect(history()).toHaveLength(240)
    const times = history().map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    connection.disconnect()
    expect(history().slice(-2)).toMatchObject([{ ms: expect.any(Number) }, { ms: null }])
    connection.connect()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    connection.disconnect()
    expect(history().filter(({ ms }) => ms === null)).toHaveLength(1)
    expect(history()).toHaveLength(240)
  })

  it('the kit: p50, p95 and jitter over the samples, 60 at most', async () => {
    const { connection } = on.kit()
    await vi.waitFor(() => expect(connection.getSnapshot().isConnected).toBe(true), fast)
    for (let round = 0; round < 62; round += 1) await connection.measureLatency()
    const { samples, p50, p95, jitter } = connection.getSnapshot().latencyStats
    expect(samples).toHaveLength(60)
    const sorted = samples.toSorted((a, b) => a - b)
    expect([p50, p95]).toEqual([sorted[29], sorted[56]])
    expect(jitter).toBeGreaterThanOrEqual(0)
  })
})

describe('trap 9: pusher-js keeps every instance for ever', () => {
  type Callbacks = { callbacks: { get: (event: string) => unknown[] | undefined } }
  const network = () => (Pusher.Runtime.getNetwork() as unknown as Callbacks).callbacks
  const kept = () => [Pusher.instances.length, (network().get('online') ?? []).length]
  const offline = { cluster: 'x', enabledTransports: [] }

  it('plain pusher-js: a disconnected instance and its network listeners stay', () => {
    const before = kept()
    new Pusher('key', offline).disconnect()
    expect(kept()).toEqual(before.map((count) => count + 1))
  })

  it('the kit: dispose() lets go of both', () => {
    const before = kept()
    const kit = on.kit({ createClient: (key) => new Pusher(key, offline) })
    expect(kept()).toEqual(before.map((count) => count + 1))
    kit.dispose()
    expect(kept()).toEqual(before)
  })

  it('the kit: dispose() removes no other instance when its own was removed before', () => {
    const kit = on.kit({ createClient: (key) => new Pusher(key, offline) })
    const other = new Pusher('key', offline)
    onTestFinished(() => {
      Pusher.instances.splice(Pusher.instances.indexOf(other), 1)
    })
    Pusher.instances.splice(Pusher.instances.indexOf(kit.client as Pusher), 1)
    kit.dispose()
    expect(Pusher.instances).toContain(other)
  })
})

const pings = () => on.mock.frames.filter(({ event }) => event === 'pusher:ping').length
