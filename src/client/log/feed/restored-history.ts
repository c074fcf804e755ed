import type { FilteredLogs } from './filtered-logs.ts'
import { fetchPage, type HistorySource, pageLength } from './history-pages.ts'
import { isRecord } from '../store/line-fields.ts'

export interface RestoredSource extends HistorySource {
  readonly logs: FilteredLogs
}

/**
 * The first number that a history restored from a backup has reused: the first whose event differs from the shown one.
 * (Live events with reused numbers were dropped as duplicates until then.)
 *
 * @param last - the newest number of the history
 * @returns the number; `last + 1` when none was reused
 */
export async function firstReused(
  source: RestoredSource,
  last: number,
  signal: AbortSignal,
): Promise<number> {
  const { logs } = source
  const after = Math.max(0, last - pageLength)
  const { events } = await fetchPage(source, { after, limit: pageLength, signal })
  let first = last + 1
  for (const event of events.toReversed()) {
    const held = logs.entryOf(event.seq)
    if (held && canonical(held.data) === canonical(event.data)) break
    if (held) first = event.seq
  }
  return first
}

/** JSON with sorted keys: a database may return keys in another order. */
function canonical(data: unknown): string | undefined {
  return JSON.stringify(data, (_key, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
