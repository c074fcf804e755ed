import type { Clock } from '../../protocol/index.ts'

/** The clock of the machine. Its timers do not keep the process alive; open sockets do. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(task, delay) {
    const timer = setTimeout(task, delay).unref()
    return () => clearTimeout(timer)
  },
}
