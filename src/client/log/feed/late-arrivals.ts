import type { FilteredLogs } from './filtered-logs.ts'
import type { Arrival, SequenceTracker } from './sequence-tracker.ts'

export interface LateTarget {
  readonly tracker: SequenceTracker
  readonly logs: FilteredLogs
  readonly history: { readonly hasFirst: boolean }
}

/**
 * Shows an event that comes after a larger number, if nothing shows that it was there before: a marked gap has room
 * for it, or it is below the number that the log or its count began with.
 */
export function arriveLate({ tracker, logs, history }: LateTarget, { seq, entry }: Arrival): void {
  if (!entry) return
  const numbered = { ...entry, seq }
  const gap = logs.gaps.find(
    ({ after, before, canRetry }) =>
      canRetry && after !== null && before !== null && after < seq && seq < before,
  )
  if (gap) logs.fillGap(gap, [numbered])
  const { start, lowest } = tracker
  if (start === null || seq >= start) return
  if (lowest === null) {
    // The history has what is older, once its first page was read.
    if (history.hasFirst) return
    logs.prepend(numbered, start)
  } else {
    if (seq < lowest) return
    logs.prependToCount(numbered, start)
  }
  tracker.start = seq
}
