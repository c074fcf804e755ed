import { logEvents } from '../../channels/index.ts'
import { indexedText } from '../http/request/fields.ts'
import { HttpError, invalidField, typeName } from '../http/request/http-error.ts'
import { isObject } from '../http/request/request-body.ts'
import type { JsonObject } from '../http/request/request-body.ts'
import type { NewEvent } from '../store/event-store.ts'
import { lineLevel } from './log-level.ts'

/** The channel and the event of log lines. */
export const { channel: logChannel, event: logEvent } = logEvents

/** A log line, for `POST /api/v1/logs` and {@link PusherServer.publishLog}. */
export interface PublishedLogLine {
  /** The text of the line; may contain ANSI escape codes. */
  text: string
  /** The run or build of the line: 1 to 200 printable characters. @defaultValue 'default' */
  thread_id?: string
  /** A common level name; stored as trace, debug, info, warn, error or fatal. @defaultValue 'info' */
  level?: string
  /** When the line was written: ISO 8601, or epoch ms. @defaultValue now */
  timestamp?: string | number
  /** Further fields of the line: any JSON. @defaultValue none */
  fields?: Readonly<Record<string, unknown>>
}

/** ISO 8601 with date and time; UTC without a time zone. */
const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/

/** A line as an event. The publisher checks the size of its JSON, which is created only once. */
interface LogEntry extends NewEvent {
  /** The field of the request that is named when the payload is too large. */
  field: string
}

/** The years that `Date` formats with four digits, as epoch ms. */
const latestTime = Date.UTC(9999, 11, 31)

/**
 * Reads a body of one line, an array of lines, or `{ logs: [lines] }`.
 *
 * @param now - epoch ms, for lines without a timestamp
 * @throws HttpError that names the field: `text`, `[3].level`, …
 */
export function readLogEntries(body: unknown, most: number, now: number): LogEntry[] {
  const lines = isObject(body) && Array.isArray(body['logs']) ? (body['logs'] as unknown[]) : body
  if (!Array.isArray(lines)) return [readLogEntry(lines, '', now)]
  if (lines.length === 0) throw invalidField('body', 'Expected at least one line but got an empty array.')
  if (lines.length > most) {
    const message = `Expected at most ${most} lines but got ${lines.length}; send several requests.`
    throw new HttpError(413, 'too_many_lines', message, { field: 'body' })
  }
  return lines.map((line, index) => readLogEntry(line, `[${index}]`, now))
}

function readLogEntry(line: unknown, place: string, now: number): LogEntry {
  if (!isObject(line)) {
    throw invalidField(
      place || 'body',
      `Expected a line to be an object with \`text\` but got ${typeName(line)}.`,
    )
  }
  const at = (name: string) => (place ? `${place}.${name}` : name)
  const timestamp = readTimestamp(line['timestamp'], at('timestamp'), now)
  const threadId = readThreadId(line['thread_id'], at('thread_id'))
  const text = readLineText(line, at('text'))
  const fields = readFields(line['fields'], at('fields'))
  const data = {
    text,
    thread_id: threadId,
    level: readLevel(line['level'], at('level')),
    timestamp: new Date(timestamp).toISOString(),
    ...fields,
  }
  return { event: logEvent, data, timestamp, threadId, field: at('text') }
}

function readLineText({ text }: JsonObject, field: string): string {
  if (typeof text === 'string') return text
  throw invalidField(field, `Expected \`text\` to be a string but got ${typeName(text)}.`)
}

function readThreadId(value: unknown, field: string): string {
  if (value === undefined || value === null) return 'default'
  if (typeof value === 'string' && indexedText.test(value)) return value
  const got = typeof value === 'string' ? `another string of ${value.length} characters` : typeName(value)
  throw invalidField(
    field,
    `Expected \`thread_id\` to be a string of 1 to 200 printable characters but got ${got}.`,
  )
}

function readLevel(value: unknown, field: string): string {
  if (value === undefined || value === null) return 'info'
  const level = typeof value === 'string' ? lineLevel(value) : null
  if (level) return level
  const got = typeof value === 'string' ? JSON.stringify(value.slice(0, 20)) : typeName(value)
  throw invalidField(
    field,
    `Expected \`level\` to be one of trace, debug, info, warn, error, fatal but got ${got}.`,
  )
}

function readFields(value: unknown, field: string): { fields: JsonObject } | undefined {
  if (value === undefined || value === null) return undefined
  if (isObject(value)) return { fields: value }
  throw invalidField(field, `Expected \`fields\` to be an object but got ${typeName(value)}.`)
}

function readTimestamp(value: unknown, field: string, now: number): number {
  if (value === undefined || value === null) return now
  if (typeof value === 'number' && value >= 0 && value < latestTime) return Math.trunc(value)
  if (typeof value === 'string' && isoTime.test(value)) {
    const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`
    const time = Date.parse(zoned.replace(' ', 'T'))
    if (time >= 0 && time < latestTime) return time
  }
  throw invalidField(field, 'Expected `timestamp` to be an ISO 8601 time or epoch milliseconds.')
}
