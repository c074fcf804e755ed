import type { Clock } from '../../protocol/index.ts'

/** The machine's own time. Its timers never keep the process alive: open sockets do that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(task, delay) {
    const timer = setTimeout(task, delay).unref()
    return () => clearTimeout(timer)
  },
}
