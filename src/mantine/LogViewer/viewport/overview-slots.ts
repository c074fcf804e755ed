import type { LogQueryResult } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'

/** Counts of lines of each kind in equal parts of the log. */
export interface OverviewSlots {
  errors: readonly number[]
  warnings: readonly number[]
  matches: readonly number[]
}

/** Counts with `positionOf` at the edges of the slots: a few hundred look-ups for any number of lines. */
export function overviewSlots(
  slots: number,
  list: LineList,
  results: Record<keyof OverviewSlots, LogQueryResult | null>,
): OverviewSlots {
  const edges = Array.from({ length: slots + 1 }, (_, slot) => {
    const position = list.first + Math.round(((list.end - list.first) * slot) / slots)
    return position < list.end ? list.indexAt(position) : Infinity
  })
  const count = (result: LogQueryResult | null): number[] => {
    if (!result) return []
    const { end } = result.getSnapshot()
    const places = edges.map((index) => (index === Infinity ? end : Math.min(end, result.positionOf(index))))
    return places.slice(1).map((place, slot) => place - (places[slot] as number))
  }
  return {
    errors: count(results.errors),
    warnings: count(results.warnings),
    matches: count(results.matches),
  }
}
