import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchLatency } from '../../src/client/internal.ts'
import { createCore } from '../../src/client/core/create-core.ts'
import { createLogRegistry } from '../../src/client/log/log-registry.ts'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()
const day = 86_400_000
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('delays that setTimeout does not take', () => {
  it('Retry-After of 30 days asks once', async () => {
    const fetch = vi.fn(() =>
      Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '2592000' } })),
    )
    const kit = on.kit({ fetch })
    kit.subscribe('private-a')
    await pass(5000)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it.each([Infinity, 30 * day])('auth.timeout of %d waits for a slow answer', async (timeout) => {
    on.mock.authorize(() => ({ delay: 60_000 }))
    const kit = on.kit({ auth: { timeout } })
    kit.subscribe('private-a')
    await pass(50_000)
    expect(kit.channel('private-a').getSnapshot().status).toBe('subscribing')
    await pass(11_000)
    expect(kit.channel('private-a').getSnapshot().status).toBe('subscribed')
  })

  it.each([Infinity, 30 * day])('leaveGrace of %d keeps who left', async (leaveGrace) => {
    const kit = on.kit()
    const store = kit.presence('presence-room', { leaveGrace })
    store.subscribe(() => {})
    await pass(100)
    const ana = on.mock.join('presence-room', { id: 'ana' })
    await pass(100)
    ana.leave()
    await pass(1000)
    expect(store.getSnapshot().count).toBe(2)
  })

  it.each([Infinity, 30 * day])('watchdog of %d probes nothing', async (watchdog) => {
    const kit = on.kit({ watchdog })
    await pass(3000)
    expect(on.sent('pusher:ping', '')).toBe(0)
    expect(on.mock.frames.filter(({ event }) => event === 'pusher:ping')).toEqual([])
    expect(kit.connection.getSnapshot().stats.reconnections).toBe(0)
  })

  it.each([Infinity, 30 * day])('latencyInterval of %d measures at connecting only', async (interval) => {
    const core = createCore({ ...on.mock.provider })
    const end = core.retain()
    core.setEnabled(true)
    const stop = watchLatency(core, interval)
    await pass(3000)
    expect(
      on.mock.frames.filter(({ event, direction }) => event === 'pusher:ping' && direction === 'sent'),
    ).toHaveLength(1)
    stop()
    end()
  })

  it.each([Infinity, 30 * day])('a ttl of %d lets a client event wait', async (ttl) => {
    const kit = on.kit({ enabled: false })
    const settled = vi.fn()
    kit.trigger('presence-room', 'client-x', {}, { ttl }).then(settled, settled)
    await pass(60_000)
    expect(settled).not.toHaveBeenCalled()
  })
})

describe('after dispose() of a kit with a log that somebody reads', () => {
  it.each([0, 1, 500])('no timer stays: %d lines wait to be painted', async (count) => {
    const kit = on.kit()
    const log = kit.log({ channel: 'logs' })
    const stop = log.subscribe(() => {})
    await pass(1000)
    for (let n = 0; n < count; n += 1) on.mock.trigger('logs', 'line', { n })
    await vi.advanceTimersToNextTimerAsync()
    kit.dispose()
    await pass(0)
    // The mock's server holds a webhook back for 3 s.
    on.mock.dispose()
    expect(vi.getTimerCount()).toBe(0)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a reader that leaves late does not end the log of the next ones', async () => {
    const core = createCore({ ...on.mock.provider })
    const end = core.retain()
    core.setEnabled(true)
    const open = () => core.feature(createLogRegistry).open({ channel: 'logs', history: 'none' })
    const late = open()
    await pass(100)
    core.dispose()
    core.setEnabled(true)
    const next = open()
    await pass(100)
    late.release()
    await pass(2000)
    on.mock.trigger('logs', 'line', {})
    await pass(200)
    expect(next.getSnapshot().size).toBe(1)
    expect(open().getSnapshot().size).toBe(1)
    end()
  })
})
