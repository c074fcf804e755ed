import type { HistoryPage, HistoryQuery, StoredEvent } from './event-store.ts'

/** The channel's numbers at the time of the read. */
export interface ChannelNumbers {
  epoch: string
  firstSeq: number
  lastSeq: number
}

/** True for the queries that read downwards from `before`. */
export function readsBackwards(query: HistoryQuery): boolean {
  return query.before !== undefined && query.after === undefined
}

/**
 * Makes a page of the rows a store found.
 *
 * @param rows - in reading order, one more than `limit` when there are more
 */
export function historyPage(query: HistoryQuery, numbers: ChannelNumbers, rows: StoredEvent[]): HistoryPage {
  const events = rows.slice(0, query.limit)
  const cutShort = rows.length > query.limit
  const lastRead = events.at(-1)?.seq
  if (readsBackwards(query)) {
    return {
      ...numbers,
      events: events.toReversed(),
      nextCursor:
        cutShort && lastRead !== undefined ? lastRead : Math.min(numbers.firstSeq, query.before ?? 1),
      hasMore: cutShort,
    }
  }
  const after = query.after ?? 0
  const end = query.before === undefined ? numbers.lastSeq : Math.min(numbers.lastSeq, query.before - 1)
  return {
    ...numbers,
    events,
    nextCursor: cutShort && lastRead !== undefined ? lastRead : Math.max(after, end),
    hasMore: cutShort,
  }
}
