import { afterEach, expect, it, vi } from 'vitest'
import { MockClock } from '../../../src/mock/timing/clock.ts'

afterEach(() => void vi.useRealTimers())

it('takes monotonic time of fake timers, which no set clock moves', () => {
  vi.useFakeTimers()
  const clock = new MockClock()
  const before = clock.monotonic()
  vi.setSystemTime(0)
  vi.advanceTimersByTime(1000)
  expect(clock.monotonic() - before).toBe(1000)
})

it('keeps the real monotonic time where timers are faked without `performance`', () => {
  const clock = new MockClock()
  const before = clock.monotonic()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  expect(clock.monotonic()).toBeGreaterThanOrEqual(before)
})
