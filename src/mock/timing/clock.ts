import type { Clock } from '../../protocol/index.ts'
import { fakePerformance } from './fake-timers.ts'

/**
 * The system clock. Reads the globals at each call, so that fake timers installed later are used too. All scheduled
 * callbacks can be cancelled at once.
 */
export class MockClock implements Clock {
  readonly #scheduled = new Set<() => void>()

  now(): number {
    return Date.now()
  }

  monotonic(): number {
    // WebKit may still call the real `performance` after it was replaced by a fake.
    return (fakePerformance() ?? performance).now()
  }

  schedule(task: () => void, delay: number): () => void {
    const cancel = (): void => {
      clearTimeout(timer as ReturnType<typeof setTimeout>)
      this.#scheduled.delete(cancel)
    }
    const timer: unknown = setTimeout(() => {
      this.#scheduled.delete(cancel)
      task()
    }, delay)
    // In Node, a mock does not keep the process alive.
    if (hasUnref(timer)) timer.unref()
    this.#scheduled.add(cancel)
    return cancel
  }

  cancelAll(): void {
    for (const cancel of this.#scheduled) cancel()
  }
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer
}
