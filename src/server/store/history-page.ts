import type { StoredHistoryPage, HistoryQuery } from './event-store.ts'
import type { StoredEvent } from './stored-event.ts'

/** The channel's numbers at the time of the read. */
export interface ChannelNumbers {
  epoch: string
  firstSeq: number
  lastSeq: number
}

/** Maximum number of rows per page. */
const longestPage = 10_000

/** True for queries that read downwards from `before`. */
export function readsBackwards(query: HistoryQuery): boolean {
  return query.before !== undefined && query.after === undefined
}

/** The page's maximum number of rows, whatever the limit of the query. */
export function pageLimit({ limit }: HistoryQuery): number {
  return Math.min(longestPage, Math.max(1, Math.trunc(limit) || 1))
}

/** The lowest and the highest `seq` that a query reads. The lowest is above the highest when it reads nothing. */
export function seqRange(
  { after = 0, before = Number.POSITIVE_INFINITY }: HistoryQuery,
  { firstSeq, lastSeq }: Pick<ChannelNumbers, 'firstSeq' | 'lastSeq'>,
): { lowest: number; highest: number } {
  return {
    lowest: Math.max(firstSeq, Math.floor(after) + 1),
    highest: Math.min(lastSeq, Math.ceil(before) - 1),
  }
}

/**
 * Creates a page from the rows of a store.
 *
 * @param rows - in reading order, one more than `limit` when there are more
 * @param stoppedAt - the last examined `seq`, when the store stopped before the end of the range
 */
export function historyPage(
  query: HistoryQuery,
  numbers: ChannelNumbers,
  rows: StoredEvent[],
  stoppedAt?: number,
): StoredHistoryPage {
  const limit = pageLimit(query)
  const events = rows.slice(0, limit)
  const cursor = rows.length > limit ? events.at(-1)?.seq : stoppedAt
  const isBackwards = readsBackwards(query)
  return {
    ...numbers,
    events: isBackwards ? events.toReversed() : events,
    nextCursor: cursor ?? (isBackwards ? lowestCursor(query, numbers) : highestCursor(query, numbers)),
    hasMore: cursor !== undefined,
  }
}

function lowestCursor({ before = 1 }: HistoryQuery, { firstSeq }: ChannelNumbers): number {
  return Math.min(firstSeq, before)
}

function highestCursor({ after = 0, before }: HistoryQuery, { lastSeq }: ChannelNumbers): number {
  return Math.max(after, before === undefined ? lastSeq : Math.min(lastSeq, before - 1))
}
