import { historyPage, pageLimit, readsBackwards, seqRange } from '../server/internal.ts'
import type { EventData, StoredHistoryPage, HistoryQuery, StoredEvent } from '../server/index.ts'
import type { ChannelNumbers } from '../server/internal.ts'

/** A row of the table `events`, as both databases return it. */
export interface EventRow {
  seq: number
  event: string
  /** Null where the row was examined, but does not match. */
  data: string | null
  timestamp: number
}

/** The statement that reads a page. */
export interface PageRead {
  sql: string
  values: (string | number)[]
  /** Count of rows at which the statement stops, though there may be more. */
  mostRows: number
}

/** Rows that are examined for one page when two filters are combined. */
const examinedRows = 1000
/** Characters of payloads in one page. */
const pageCharacters = 2_000_000

/**
 * The statement that reads one page, and one row more to see whether it is the last; null when there is nothing to
 * read. Each filter is looked up in its index, one value at a time, so that rows that do not match cost nothing; of
 * two filters the second is tested on the rows that the first one finds.
 *
 * @param placeholder - the text for the n-th value, counted from 1
 */
export function pageRead(
  query: HistoryQuery,
  numbers: ChannelNumbers,
  table: string,
  placeholder: (n: number) => string,
): PageRead | null {
  const { lowest, highest } = seqRange(query, numbers)
  if (lowest > highest) return null
  const values: (string | number)[] = []
  const bind = (value: string | number) => placeholder(values.push(value))
  const order = readsBackwards(query) ? 'DESC' : 'ASC'
  const range = () =>
    `channel = ${bind(query.channel)} AND seq >= ${bind(lowest)} AND seq <= ${bind(highest)}`
  const events = query.events && [...new Set(query.events)]
  const threadIds = query.threadIds && [...new Set(query.threadIds)]
  const isCombined = events !== undefined && threadIds !== undefined
  const mostRows = Math.max(pageLimit(query) + 1, isCombined ? examinedRows : 0)

  const [column, names] = threadIds ? (['thread_id', threadIds] as const) : (['event', events] as const)
  if (!names) {
    const sql = `SELECT seq, event, data, timestamp FROM ${table}
      WHERE ${range()} ORDER BY seq ${order} LIMIT ${mostRows}`
    return { sql, values, mostRows }
  }
  if (names.length === 0 || events?.length === 0) return null
  const data = isCombined ? `CASE WHEN e.event IN (${events.map(bind).join(', ')}) THEN e.data END` : 'e.data'
  const found = names.map((name) => {
    const one = `${column} = ${bind(name)} AND ${range()}`
    return `SELECT seq FROM (SELECT seq FROM ${table} WHERE ${one} ORDER BY seq ${order} LIMIT ${mostRows}) AS one`
  })
  // CROSS JOIN: SQLite then takes the rows found first, and looks each one up; PostgreSQL does so anyway.
  const sql = `SELECT e.seq, e.event, ${data} AS data, e.timestamp
    FROM (SELECT seq FROM (${found.join(' UNION ALL ')}) AS found ORDER BY seq ${order} LIMIT ${mostRows}) AS page
    CROSS JOIN ${table} AS e WHERE e.channel = ${bind(query.channel)} AND e.seq = page.seq
    ORDER BY page.seq ${order}`
  return { sql, values, mostRows }
}

/** Makes a page of the rows that {@link pageRead} found. */
export function pageOf(
  query: HistoryQuery,
  numbers: ChannelNumbers,
  rows: readonly EventRow[],
  { mostRows }: Pick<PageRead, 'mostRows'>,
): StoredHistoryPage {
  const events: StoredEvent[] = []
  let characters = 0
  for (const { seq, event, data, timestamp } of rows) {
    if (data === null) continue
    characters += data.length
    // Another short page is better than one that takes the server's time and memory.
    if (characters > pageCharacters && events.length > 0) {
      return historyPage(query, numbers, events, events.at(-1)?.seq)
    }
    events.push({ seq, event, data: JSON.parse(data) as EventData, timestamp })
  }
  return historyPage(query, numbers, events, rows.length >= mostRows ? rows.at(-1)?.seq : undefined)
}
