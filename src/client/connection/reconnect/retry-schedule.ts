/** ms in which the first try lies, so that many clients do not come back at once. */
const firstWithin = 1000
/** ms from one try to the next, ± 50 %, while the outage is young. */
const interval = 3000
/** ms that an outage counts as young. */
const youngFor = 60_000
/** ms from one try to the next after that, ± 20 %; the last one repeats. */
const laterIntervals = [5000, 8000, 15_000, 30_000] as const

/** When a client tries again; times are those of a monotonic clock, ms. */
export interface RetrySchedule {
  /** The connection was lost, or the network came back. Returns the ms until the first try. */
  first: (now: number) => number
  /** Returns the ms from a try to the next one. */
  next: (now: number) => number
  /** The outage is over. */
  reset: () => void
}

/** @param random - numbers in [0, 1) */
export function createRetrySchedule(random: () => number = () => Math.random()): RetrySchedule {
  let since: number | null = null
  let later = 0

  function begin(now: number) {
    since = now
    later = 0
  }

  return {
    first(now) {
      begin(now)
      return random() * firstWithin
    },
    next(now) {
      if (since === null) begin(now)
      if (now - (since ?? now) < youngFor) return interval * (0.5 + random())
      const nominal = laterIntervals[later] ?? 30_000
      later += 1
      return nominal * (0.8 + random() * 0.4)
    },
    reset() {
      since = null
    },
  }
}
