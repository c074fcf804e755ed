import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextFrame } from '../../src/primitives/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('in a hidden tab, to which browsers give no frames, it runs once after 100 ms', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  const run = vi.fn<() => void>()
  nextFrame(run)
  vi.advanceTimersByTime(99)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledTimes(1)
})
