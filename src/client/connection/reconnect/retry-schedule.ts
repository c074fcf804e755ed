/** Upper bound of the first delay, ms; it is random, so that many clients do not reconnect at once. */
const maxFirstDelay = 1000
/** ms between two attempts, ± 50 %, in the first phase of an outage. */
const interval = 3000
/** Duration of the first phase, ms. */
const earlyPhase = 60_000
/** ms between two attempts after the first phase, ± 20 %; the last value repeats. */
const laterIntervals = [5000, 8000, 15_000, 30_000] as const

/** Delays between attempts. Times are ms of a monotonic clock. */
export interface RetrySchedule {
  /** Starts an outage: the connection was lost, or the network returned. Returns ms until the first attempt. */
  first: (now: number) => number
  /** Returns the delay from one attempt to the next, ms. */
  next: (now: number) => number
  /** Ends the outage. */
  reset: () => void
}

/** @param random - returns numbers in [0, 1) */
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
      return random() * maxFirstDelay
    },
    next(now) {
      if (since === null) begin(now)
      if (now - (since ?? now) < earlyPhase) return interval * (0.5 + random())
      const nominal = laterIntervals[later] ?? 30_000
      later += 1
      return nominal * (0.8 + random() * 0.4)
    },
    reset() {
      since = null
    },
  }
}
