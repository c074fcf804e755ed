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
      const now = Date.now()
      taken = taken.filter((time) => now - time < span)
      if (taken.length < limit) {
        taken.push(now)
        return true
      }
      timer ??= setTimeout(
        () => {
          timer = undefined
          onFree()
        },
        (taken[0] ?? now) + span - now,
      )
      return false
    },
    dispose() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
