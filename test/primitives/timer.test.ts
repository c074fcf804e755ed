import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTimer } from '../../src/primitives/index.ts'

const day = 86_400_000
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a timer', () => {
  it('of 30 days runs after 30 days', () => {
    const run = vi.fn()
    startTimer(run, 30 * day)
    vi.advanceTimersByTime(30 * day - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('of 30 days can be stopped in its second part', () => {
    const run = vi.fn()
    const stop = startTimer(run, 30 * day)
    vi.advanceTimersByTime(29 * day)
    stop()
    vi.advanceTimersByTime(30 * day)
    expect(run).not.toHaveBeenCalled()
  })

  it('of Infinity is none', () => {
    startTimer(() => {}, Infinity)()
    startTimer(() => {}, Infinity)
    expect(vi.getTimerCount()).toBe(0)
  })
})
