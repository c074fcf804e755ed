import { readsBackwards } from '../server/index.ts'
import type { EventData, HistoryQuery, StoredEvent } from '../server/index.ts'

/** A row of the table `events`, as both databases hand it out. */
export interface EventRow {
  seq: number
  event: string
  data: string
  timestamp: number
}

/**
 * The statement that reads one page, and one row more to see whether it is the last.
 *
 * @param placeholder - the text for the n-th value, counted from 1
 */
export function historySql(
  query: HistoryQuery,
  table: string,
  placeholder: (n: number) => string,
): { sql: string; values: (string | number)[] } {
  const values: (string | number)[] = []
  const bind = (value: string | number) => placeholder(values.push(value))
  const conditions = [`channel = ${bind(query.channel)}`, `seq > ${bind(query.after ?? 0)}`]
  if (query.before !== undefined) conditions.push(`seq < ${bind(query.before)}`)
  if (query.events) conditions.push(`event IN (${query.events.map(bind).join(', ')})`)
  if (query.threadIds) conditions.push(`thread_id IN (${query.threadIds.map(bind).join(', ')})`)
  const order = readsBackwards(query) ? 'DESC' : 'ASC'
  const sql = `SELECT seq, event, data, timestamp FROM ${table} WHERE ${conditions.join(' AND ')}
    ORDER BY seq ${order} LIMIT ${bind(query.limit + 1)}`
  return { sql, values }
}

export function storedEvent({ seq, event, data, timestamp }: EventRow): StoredEvent {
  return { seq, event, data: JSON.parse(data) as EventData, timestamp }
}
