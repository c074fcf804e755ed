import { historyPage, pageLimit, readsBackwards, seqRange } from '../server/internal.ts'
import type { EventData, StoredHistoryPage, HistoryQuery, StoredEvent } from '../server/index.ts'
import type { ChannelNumbers } from '../server/internal.ts'

/** A row of the `events` table, as both databases return it. */
export interface EventRow {
  seq: number
  event: string
  /** Null when the row was examined but does not match. */
  data: string | null
  timestamp: number
}

/** The statement that reads a page. */
export interface PageRead {
  sql: string
  values: (string | number)[]
  /** Number of rows after which the statement stops, although there may be more. */
  mostRows: number
}

/** Maximum number of rows that are examined for a page with two filters. */
const examinedRows = 1000
/** Maximum number of characters of the payloads in a page. */
const pageCharacters = 2_000_000

/**
 * The statement that reads one page, and one more row to detect the last page; null when there is nothing to read.
 * Each value of a filter is looked up in the index, so rows that do not match cost nothing. With two filters, the
 * second one is tested on the rows that the first one finds.
 *
 * @param placeholder - returns the placeholder of the n-th value, counted from 1
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
  // With CROSS JOIN, SQLite starts with the rows that were found and looks each one up; PostgreSQL does so anyway.
  const sql = `SELECT e.seq, e.event, ${data} AS data, e.timestamp
    FROM (SELECT seq FROM (${found.join(' UNION ALL ')}) AS found ORDER BY seq ${order} LIMIT ${mostRows}) AS page
    CROSS JOIN ${table} AS e WHERE e.channel = ${bind(query.channel)} AND e.seq = page.seq
    ORDER BY page.seq ${order}`
  return { sql, values, mostRows }
}

/** Builds a page from the rows that {@link pageRead} found. */
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
    // Another short page is better than one that uses too much of the server's time and memory.
    if (characters > pageCharacters && events.length > 0) {
      return historyPage(query, numbers, events, events.at(-1)?.seq)
    }
    events.push({ seq, event, data: JSON.parse(data) as EventData, timestamp })
  }
  return historyPage(query, numbers, events, rows.length >= mostRows ? rows.at(-1)?.seq : undefined)
}
