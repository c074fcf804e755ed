import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pause } from '../../../src/client/lib/pause.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('resolves after its time, and leaves no timer', async () => {
  const done = vi.fn<() => void>()
  void pause(1000, new AbortController().signal).then(done)
  await vi.advanceTimersByTimeAsync(999)
  expect(done).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

it('resolves when the signal is aborted, and leaves no timer', async () => {
  const controller = new AbortController()
  const paused = pause(1000, controller.signal)
  controller.abort()
  await paused
  expect(vi.getTimerCount()).toBe(0)
})
