import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextFrame } from '../../src/primitives/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('in a hidden tab, to which browsers give no frames, it runs once after 100 ms', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => {})
  const run = vi.fn<() => void>()
  nextFrame(run)
  vi.advanceTimersByTime(99)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledTimes(1)
})

it('in the next frame it runs once, and its timer ends', () => {
  const frames: (() => void)[] = []
  const cancelFrame = vi.fn<(frame: number) => void>()
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', cancelFrame)
  const run = vi.fn<() => void>()
  nextFrame(run)
  frames[0]?.()
  expect(run).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
  nextFrame(run)()
  expect(cancelFrame.mock.calls).toEqual([[1], [2]])
  expect(vi.getTimerCount()).toBe(0)
})

it('without frames, as on a server, it runs after 16 ms', () => {
  vi.stubGlobal('requestAnimationFrame', undefined)
  vi.stubGlobal('cancelAnimationFrame', undefined)
  const run = vi.fn<() => void>()
  nextFrame(run)
  vi.advanceTimersByTime(15)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledTimes(1)
})
