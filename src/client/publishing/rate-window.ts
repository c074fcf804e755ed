/** So many in any span of time; never more, whatever the bursts. */
export interface RateWindow {
  /** False when the limit is reached: `onFree` is called once there is room. */
  take: () => boolean
  dispose: () => void
}

export function createRateWindow(limit: number, span: number, onFree: () => void): RateWindow {
  let taken: number[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    take() {
      const now = performance.now()
      // Under fake timers, which may be installed later, the clock begins anew.
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
