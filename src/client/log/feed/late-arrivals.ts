import type { FilteredLogs } from './filtered-logs.ts'
import type { Arrival, SequenceTracker } from './sequence-tracker.ts'

export interface LateTarget {
  readonly tracker: SequenceTracker
  readonly logs: FilteredLogs
  readonly history: { readonly hasFirst: boolean }
}

/**
 * Shows an event that arrives after a larger number, unless it was shown before: it is in a gap, or before the first
 * number of the log or of its epoch.
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
    // Once the first page is loaded, the history has all older events.
    if (history.hasFirst) return
    logs.prepend(numbered, start)
  } else {
    if (seq < lowest) return
    logs.prependToEpoch(numbered, start)
  }
  tracker.start = seq
}
