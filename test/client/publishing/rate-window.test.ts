import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRateWindow } from '../../../src/client/publishing/rate-window.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('there is room again exactly a span after the first, and `onFree` is called once', () => {
  const onFree = vi.fn<() => void>()
  const rate = createRateWindow(2, 1000, onFree)
  expect([rate.take(), rate.take()]).toEqual([true, true])
  vi.advanceTimersByTime(400)
  expect([rate.take(), rate.take()]).toEqual([false, false])
  vi.advanceTimersByTime(599)
  expect(onFree).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onFree).toHaveBeenCalledTimes(1)
  expect([rate.take(), rate.take(), rate.take()]).toEqual([true, true, false])
})

it('after its end it has no timer', () => {
  const rate = createRateWindow(1, 1000, () => {})
  expect([rate.take(), rate.take()]).toEqual([true, false])
  rate.dispose()
  expect(vi.getTimerCount()).toBe(0)
})

it('fake timers that are installed later begin with an empty window', () => {
  vi.useRealTimers()
  const rate = createRateWindow(1, 1000, () => {})
  expect([rate.take(), rate.take()]).toEqual([true, false])
  rate.dispose()
  vi.useFakeTimers()
  expect([rate.take(), rate.take()]).toEqual([true, false])
  rate.dispose()
})
