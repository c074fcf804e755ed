import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import type { Gap } from 'react-pusher-kit/client'
import { createCore } from '../../src/client/core/create-core.ts'
import { createTyping } from '../../src/client/presence/typing.ts'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()
const room = 'presence-room'
const hour = 3_600_000
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** Someone sets the clock of the machine; time itself goes on. */
const setBack = () => vi.setSystemTime(Date.now() - hour)

describe('when the clock is set', () => {
  it('client events over the rate limit go out within 1.1 s', async () => {
    const kit = on.kit()
    kit.subscribe(room)
    await pass(100)
    for (let n = 0; n < 10; n += 1) void kit.trigger(room, 'client-x', { n })
    await pass(50)
    setBack()
    const eleventh = kit.trigger(room, 'client-x', { n: 10 })
    await pass(1200)
    expect(on.sent('client-x', room)).toBe(11)
    await expect(eleventh).resolves.toBeNull()
  })

  it('a quiet log is still asked for its tail', async () => {
    const fetch = vi.fn(on.mock.fetch)
    const kit = on.kit({ fetch, channels: defineChannels({ logs: { events: {}, persist: true } }) })
    kit.log({ channel: 'logs' }).subscribe(() => {})
    await pass(1000)
    const asked = fetch.mock.calls.length
    setBack()
    await pass(75_000)
    expect(fetch.mock.calls.length).toBeGreaterThan(asked)
  })

  it.each([-hour, hour])('an outage of a log lasts as long as it did: clock set by %d ms', async (jump) => {
    const gaps: Gap[] = []
    const channels = defineChannels({ logs: { events: {}, persist: true } })
    const kit = on.kit({ channels, onGap: (gap) => gaps.push(gap) })
    kit.log({ channel: 'logs' }).subscribe(() => {})
    await pass(1000)
    on.mock.trigger('logs', 'line', { n: 1 })
    await pass(100)
    on.mock.outage()
    await pass(2000)
    on.mock.trigger('logs', 'line', { n: 2 })
    vi.setSystemTime(Date.now() + jump)
    on.mock.restore()
    await pass(8000)
    expect(gaps).toHaveLength(1)
    expect(gaps[0]?.durationMs).toBeGreaterThanOrEqual(2000)
    expect(gaps[0]?.durationMs).toBeLessThanOrEqual(10_000)
  })

  it.each([-hour, hour])('a log shows its rate: clock set by %d ms', async (jump) => {
    const kit = on.kit()
    const log = kit.log({ channel: 'logs', history: 'none' })
    log.subscribe(() => {})
    await pass(1000)
    for (let n = 0; n < 5; n += 1) on.mock.trigger('logs', 'line', { n })
    await pass(100)
    vi.setSystemTime(Date.now() + jump)
    for (let n = 0; n < 5; n += 1) on.mock.trigger('logs', 'line', { n })
    await pass(200)
    expect(log.getSnapshot()).toMatchObject({ size: 10, rate: 10 })
  })

  it('typing goes on being sent', async () => {
    const core = createCore({ ...on.mock.provider })
    const end = core.retain()
    core.setEnabled(true)
    const typing = core.feature(createTyping).open(room)
    typing.subscribe(() => {})
    await pass(100)
    const writer = {}
    typing.setTyping(true, writer)
    await pass(100)
    setBack()
    await pass(3000)
    typing.setTyping(true, writer)
    await pass(100)
    expect(on.sent('client-typing', room)).toBe(2)
    end()
  })

  it('the watchdog still finds a dead socket', async () => {
    const kit = on.kit({ watchdog: 1000 })
    await pass(100)
    expect(kit.connection.getSnapshot().isConnected).toBe(true)
    setBack()
    on.mock.network.loss = 'both'
    await pass(2100)
    expect(kit.connection.getSnapshot().isConnected).toBe(false)
  })
})

it('an eleventh client event waits until 1.1 s after the first, and no less', async () => {
  const kit = on.kit()
  kit.subscribe(room)
  await pass(100)
  for (let n = 0; n < 11; n += 1) void kit.trigger(room, 'client-x', { n })
  await pass(1099)
  expect(on.sent('client-x', room)).toBe(10)
  await pass(3)
  expect(on.sent('client-x', room)).toBe(11)
})
