import type { Clock } from '../protocol/index.ts'

/** The globals are looked up at each call, so that fake timers installed later count too. */
export const mockClock: Clock = {
  now: () => Date.now(),
  schedule(task, delay) {
    const timer: unknown = setTimeout(task, delay)
    // In Node a mock never keeps the process alive.
    if (hasUnref(timer)) timer.unref()
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>)
  },
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer
}
