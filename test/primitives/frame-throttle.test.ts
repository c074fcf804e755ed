import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFrameThrottle } from '../../src/primitives/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it.each([true, false])('what is cancelled does not run in the next frame (leading %j)', (leading) => {
  const run = vi.fn<() => void>()
  const gate = createFrameThrottle(run, leading)
  gate.request()
  gate.request()
  const before = run.mock.calls.length
  gate.cancel()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledTimes(before)
})

it('after a cancelled request the next one runs, once and in its own frame', () => {
  const run = vi.fn<() => void>()
  const gate = createFrameThrottle(run)
  gate.request()
  gate.cancel()
  vi.advanceTimersByTime(5)
  gate.request()
  gate.request()
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledTimes(1)
})

it('a leading gate runs at once, then once more at the end of the frame, and then rests', () => {
  const run = vi.fn<() => void>()
  const gate = createFrameThrottle(run, true)
  gate.request()
  expect(run).toHaveBeenCalledTimes(1)
  gate.request()
  gate.request()
  expect(run).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledTimes(2)
  expect(vi.getTimerCount()).toBe(0)
})

it('another one has no frame in which nothing is to be run', () => {
  const gate = createFrameThrottle(() => {})
  gate.request()
  vi.advanceTimersToNextTimer()
  expect(vi.getTimerCount()).toBe(0)
})

it('where frames stop it runs after 100 ms, and takes its frame back', () => {
  const cancelled = vi.fn<(frame: number) => void>()
  vi.stubGlobal('requestAnimationFrame', () => 7)
  vi.stubGlobal('cancelAnimationFrame', cancelled)
  const run = vi.fn<() => void>()
  createFrameThrottle(run).request()
  vi.advanceTimersByTime(99)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledTimes(1)
  expect(cancelled.mock.calls).toEqual([[7]])
})

it('where there are no frames it runs after 16 ms', () => {
  vi.stubGlobal('requestAnimationFrame', undefined)
  vi.stubGlobal('cancelAnimationFrame', undefined)
  const run = vi.fn<() => void>()
  createFrameThrottle(run).request()
  vi.advanceTimersByTime(15)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledTimes(1)
})
