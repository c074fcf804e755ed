import { ConfigError, ConnectionError, createPusherKit } from 'react-pusher-kit/client'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const quiet = { onError: () => {} }
afterEach(() => void vi.useRealTimers())

describe('kit.connect', () => {
  it('resolves when connected, and again at once', async () => {
    const kit = on.kit()
    await kit.connect()
    expect(kit.connection.getSnapshot().isConnected).toBe(true)
    await kit.connect()
    expect(on.mock.connections).toHaveLength(1)
  })

  it('opens one socket however often it is called while connecting', async () => {
    const kit = on.kit()
    await Promise.all([kit.connect(), kit.connect(), kit.connect()])
    await on.mock.settled()
    expect(on.mock.connections).toHaveLength(1)
    expect(kit.connection.getSnapshot().stats.attempts).toBe(1)
  })

  it('connects after disconnect()', async () => {
    const kit = on.kit()
    await kit.connect()
    kit.connection.disconnect()
    await kit.connect()
    expect(kit.connection.getSnapshot().isConnected).toBe(true)
  })

  it('rejects when disconnect() is called meanwhile', async () => {
    const kit = on.kit()
    const connecting = kit.connect()
    kit.connection.disconnect()
    await expect(connecting).rejects.toThrow(/got a call of disconnect\(\)/)
  })

  it('rejects with the code of a close for good, and tries anew when it is called anew', async () => {
    on.mock.network.connect = { code: 4001, reason: 'no such app' }
    const kit = on.kit(quiet)
    await expect(kit.connect()).rejects.toMatchObject({
      code: 'connection_failed',
      closeCode: 4001,
      message: expect.stringContaining('no such app'),
    })
    await expect(kit.connect()).rejects.toMatchObject({ closeCode: 4001 })
    on.mock.network.connect = 'hang'
    const connecting = kit.connect()
    kit.connection.disconnect()
    await expect(connecting).rejects.toThrow(/got a call of disconnect\(\)/)
    on.mock.network.connect = 'accept'
    await expect(kit.connect()).resolves.toBeUndefined()
  })

  it('connects a client of the app’s, which needs no appKey', async () => {
    const kit = createPusherKit({ client: on.mock.client() })
    await expect(kit.connect()).resolves.toBeUndefined()
    kit.dispose()
  })

  it('leaves the pause before the next attempt as it is', async () => {
    vi.useFakeTimers()
    const kit = on.kit(quiet)
    await vi.advanceTimersByTimeAsync(50)
    on.mock.outage()
    await vi.advanceTimersByTimeAsync(120_000)
    const left = () => (kit.connection.getSnapshot().retryAt ?? 0) - Date.now()
    // The pauses are random, and the next attempt may begin within the second.
    while (left() < 1000) await vi.advanceTimersByTimeAsync(500)
    // A second before the next attempt, long after the last one has ended.
    await vi.advanceTimersByTimeAsync(left() - 1000)
    const before = kit.connection.getSnapshot()
    expect(before).toMatchObject({ state: 'unavailable', retryAt: expect.any(Number) })
    void kit.connect()
    expect(kit.connection.getSnapshot()).toMatchObject({ retryAt: before.retryAt, stats: before.stats })
    kit.dispose()
  })

  it('waits while a fallback takes over', async () => {
    on.mock.network.connect = { code: 4001 }
    const onError = () => {
      on.mock.network.connect = 'accept'
    }
    const kit = on.kit({ onError, fallbacks: [{ appKey: on.mock.provider.appKey }] })
    await expect(kit.connect()).resolves.toBeUndefined()
  })

  it('does not wait for a fallback of a client of the app, which stays with its backend', async () => {
    on.mock.network.connect = { code: 4001 }
    const fallbacks = [{ appKey: on.mock.provider.appKey }]
    const kit = on.kit({ ...quiet, client: on.mock.client(), fallbacks })
    await expect(kit.connect({ timeout: 5000 })).rejects.toMatchObject({ closeCode: 4001 })
  })

  it('goes through a close that is tried again', async () => {
    const kit = on.kit(quiet)
    await kit.connect()
    on.mock.drop({ code: 4200 })
    await on.mock.settled()
    await expect(kit.connect()).resolves.toBeUndefined()
  })

  it.each([null, undefined, ''])('rejects without an appKey (%j)', async (appKey) => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    onTestFinished(() => void vi.restoreAllMocks())
    const kit = createPusherKit({ appKey })
    await expect(kit.connect()).rejects.toThrow(/Expected an appKey to connect with/)
    await expect(kit.connect()).rejects.toBeInstanceOf(ConfigError)
    kit.dispose()
  })

  it('rejects with what the options lack', async () => {
    const kit = createPusherKit({ appKey: 'key', enabled: false })
    await expect(kit.connect()).rejects.toThrow(/Expected a cluster/)
    kit.dispose()
  })

  it('starts a kit that was created with enabled: false', async () => {
    const kit = on.kit({ enabled: false })
    await on.mock.settled()
    expect(on.mock.connections).toHaveLength(0)
    await kit.connect()
    expect(on.mock.connections).toHaveLength(1)
  })

  it('rejects when the kit is disposed of, and afterwards', async () => {
    on.mock.network.connect = 'hang'
    const kit = on.kit({ enabled: false })
    const connecting = kit.connect()
    kit.dispose()
    await expect(connecting).rejects.toThrow(/the end of the session/)
    await expect(kit.connect()).rejects.toBeInstanceOf(ConnectionError)
    expect(kit.client).toBeNull()
  })

  it('rejects when time is up, and goes on trying', async () => {
    vi.useFakeTimers()
    on.mock.network.connect = 'hang'
    const kit = on.kit(quiet)
    const connecting = kit.connect({ timeout: 1500 })
    const late = kit.connect()
    await vi.advanceTimersByTimeAsync(1500)
    await expect(connecting).rejects.toThrow(/none within 1500 ms/)
    on.mock.network.connect = 'accept'
    await vi.advanceTimersByTimeAsync(28_000)
    await expect(late).resolves.toBeUndefined()
  })

  it('rejects with the reason of its signal, before and while it waits', async () => {
    on.mock.network.connect = 'hang'
    const kit = on.kit()
    const gone = new Error('gone')
    await expect(kit.connect({ signal: AbortSignal.abort(gone) })).rejects.toBe(gone)
    const controller = new AbortController()
    const connecting = kit.connect({ signal: controller.signal })
    controller.abort(gone)
    await expect(connecting).rejects.toBe(gone)
  })

  it('a rejection that nobody awaits is not unhandled', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    onTestFinished(() => void process.off('unhandledRejection', unhandled))
    const kit = on.kit()
    void kit.connect({ signal: AbortSignal.abort() })
    await new Promise((resolve) => setImmediate(resolve))
    expect(unhandled).not.toHaveBeenCalled()
  })
})
