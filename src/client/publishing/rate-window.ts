/** A sliding-window rate limit. */
export interface RateWindow {
  /** Returns false when the limit is reached; then `onFree` is called when the next call is allowed. */
  take: () => boolean
  dispose: () => void
}

export function createRateWindow(limit: number, span: number, onFree: () => void): RateWindow {
  let taken: number[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    take() {
      const now = performance.now()
      // Fake timers that are installed later reset the clock, so times in the future are dropped.
      taken = taken.filter((time) => time <= now && now - time < span)
      if (taken.length < limit) {
        taken.push(now)
        return true
      }
      timer ??= setTimeout(
        () => {
          timer = undefined
          onFree()
        },
        Math.min(...taken) + span - now,
      )
      return false
    },
    dispose() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
