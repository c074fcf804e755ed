import type { Entry, LogAccessors } from '../event-log-types.ts'

/** The fields of a line. */
export interface LineFields {
  text: string
  level: unknown
  thread: string
  /** Epoch ms. */
  timestamp: number
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Epoch ms of an ISO string, a Date or a number; null for anything else. */
export function parseTime(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const time = Date.parse(value)
  return Number.isNaN(time) ? null : time
}

function defaultText(data: unknown): string {
  if (isRecord(data)) {
    if (typeof data.text === 'string') return data.text
    if (typeof data.message === 'string') return data.message
  }
  return asText(data)
}

function defaultThread(data: unknown): string {
  return isRecord(data) && typeof data.thread_id === 'string' ? data.thread_id : ''
}

/** A non-string value as JSON: accessors of JavaScript apps may return any type. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** Reads a line's fields; a field whose accessor throws gets its default. */
export function readFields(entry: Entry, columns: LogAccessors | null): LineFields {
  const { data } = entry
  const record = isRecord(data) ? data : null
  const fields = {
    text: defaultText(data),
    level: record?.level,
    thread: defaultThread(data),
    timestamp: parseTime(record?.timestamp) ?? entry.timestamp,
  }
  if (!columns) return fields
  return {
    text: asText(attempt<unknown>(entry, columns.text, fields.text)),
    level: attempt<unknown>(entry, columns.level, fields.level),
    thread: asText(attempt<unknown>(entry, columns.thread, fields.thread)),
    timestamp: attempt(entry, columns.timestamp, fields.timestamp),
  }
}

function attempt<V>(entry: Entry, accessor: ((entry: Entry) => V) | undefined, fallback: V): V {
  if (!accessor) return fallback
  try {
    return accessor(entry)
  } catch {
    return fallback
  }
}
