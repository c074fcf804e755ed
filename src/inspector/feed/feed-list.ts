import type { FeedMessage } from './feed-record.ts'
import { toFeedRow, type FeedRow } from './feed-rows.ts'

/** The rows of a view of the feed. */
export interface FeedList {
  /** Oldest first, with contiguous keys. */
  rows: readonly FeedRow[]
  /** Number of records since the start of the server that are not in the rows. */
  dropped: number
}

/** Maximum number of rows of a view; the size of the server's ring buffer. */
export const mostFeedRows = 10_000

export const emptyFeed: FeedList = { rows: [], dropped: 0 }

/**
 * Adds the records of a message. Skips records that are already there. After a gap, only later records stay, so that
 * keys are contiguous.
 */
export function appendRecords({ rows, dropped }: FeedList, message: FeedMessage): FeedList {
  const last = rows.at(-1)?.key ?? 0
  const added = message.records.filter(({ id }) => id > last).map(toFeedRow)
  const [first] = added
  if (!first) return { rows, dropped: rows.length > 0 ? dropped : message.dropped }
  const kept = rows.length > 0 && first.key === last + 1 ? rows : []
  const all = [...kept, ...added].slice(-mostFeedRows)
  return { rows: all, dropped: (all[0]?.key ?? 1) - 1 }
}
