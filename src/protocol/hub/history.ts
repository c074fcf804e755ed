/** The fields of a stored event that decide whether a page contains it. */
export interface HistoryRow {
  seq: number
  event: string
  /** The field that `thread_id=` filters by. */
  threadId?: string | undefined
}

/**
 * `after` reads upwards, and `before` alone reads downwards. Both together read the range between them. Both
 * are exclusive.
 */
export interface HistoryRead {
  after?: number | undefined
  before?: number | undefined
  /** Number of rows per page. */
  limit: number
  /** Event names. @defaultValue all events */
  events?: readonly string[] | undefined
  threadIds?: readonly string[] | undefined
  /** The channel's oldest readable `seq`. */
  firstSeq: number
  /** The channel's newest `seq`; 0 when nothing was stored. */
  lastSeq: number
  /** Maximum number of rows that one read examines. Without it, a read examines all rows. */
  mostExamined?: number | undefined
}

/** One page. */
export interface HistoryRows<Row> {
  /** Ascending by `seq`, whatever the direction of the read. */
  rows: Row[]
  /** The last examined `seq`, including filtered rows. The next page starts here. */
  nextCursor: number
  /** True when there are more rows in the direction of the read. */
  hasMore: boolean
}

/**
 * Reads a page from rows in memory.
 *
 * @param rows - ascending by `seq` without gaps: row `i` has `rows[0].seq + i`
 */
export function readHistory<Row extends HistoryRow>(
  rows: readonly Row[],
  { after, before, limit, firstSeq, lastSeq, mostExamined = Infinity, ...filter }: HistoryRead,
): HistoryRows<Row> {
  const isBackwards = before !== undefined && after === undefined
  const offset = rows[0]?.seq ?? firstSeq
  const newest = before === undefined ? lastSeq : Math.min(lastSeq, Math.ceil(before) - 1)
  const lowest = Math.max(firstSeq, Math.floor(after ?? 0) + 1)
  const step = isBackwards ? -1 : 1
  const found: Row[] = []
  let examined = 0

  /** @param nextCursor - the last `seq` examined */
  const page = (nextCursor: number, hasMore: boolean): HistoryRows<Row> => ({
    rows: isBackwards ? found.toReversed() : found,
    nextCursor,
    hasMore,
  })

  for (let seq = isBackwards ? newest : lowest; seq >= lowest && seq <= newest; seq += step) {
    if (examined === mostExamined) return page(seq - step, true)
    examined += 1
    const row = rows[seq - offset]
    if (!row || !matches(row, filter)) continue
    if (found.length === limit) return page(found.at(-1)?.seq ?? seq - step, true)
    found.push(row)
  }
  return page(isBackwards ? Math.min(firstSeq, before) : Math.max(after ?? 0, newest), false)
}

function matches(
  { event, threadId }: HistoryRow,
  { events, threadIds }: Pick<HistoryRead, 'events' | 'threadIds'>,
): boolean {
  if (events && !events.includes(event)) return false
  return !threadIds || (threadId !== undefined && threadIds.includes(threadId))
}
