import type { FetchHistoryPage } from '../event-log-types.ts'
import type { FilteredLogs } from './filtered-logs.ts'
import { fetchPage, pageLength } from './history-pages.ts'
import { isRecord } from '../store/line-fields.ts'

export interface RestoredSource {
  readonly channel: string
  readonly logs: FilteredLogs
  readonly fetchHistory: FetchHistoryPage
}

/**
 * Where a history that goes on from a backup gives numbers anew: the first number whose event is not the one that
 * was shown. (What was given anew before anybody noticed has come over the wire as well, and was taken for a repeat.)
 *
 * @param last - the newest number of the history
 * @returns the number; the one after the newest when none was given anew
 */
export async function firstAnew(source: RestoredSource, last: number, signal: AbortSignal): Promise<number> {
  const { channel, logs, fetchHistory } = source
  const after = Math.max(0, last - pageLength)
  const { events } = await fetchPage(fetchHistory, { channel, after, limit: pageLength, signal })
  let first = last + 1
  for (const event of events.toReversed()) {
    const held = logs.entryOf(event.seq)
    if (held && canonical(held.data) === canonical(event.data)) break
    if (held) first = event.seq
  }
  return first
}

/** A database may give keys in another order than the wire. */
function canonical(data: unknown): string | undefined {
  return JSON.stringify(data, (_key, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
