import { afterEach, expect, it, vi } from 'vitest'
import { AgeingClock } from './ageing-clock.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('reaches what falls due at the end, however long the tasks on the way take', () => {
  vi.useFakeTimers({ now: 0 })
  const clock = new AgeingClock()
  const closed = vi.fn()
  clock.schedule(() => {
    vi.setSystemTime(Date.now() + 5)
    clock.schedule(closed, 30_000)
  }, 150_000)
  clock.advance(180_000)
  expect(closed).toHaveBeenCalledOnce()
  expect(clock.now()).toBe(180_005)
})
