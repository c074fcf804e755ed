import { levels } from '../event-log-types.ts'
import { isRecord } from './line-columns.ts'

/** Marks a row whose payload the columns can rebuild. */
export const rebuilt: unique symbol = Symbol('rebuilt')

const lineKeys = ['text', 'thread_id', 'level', 'timestamp']

/**
 * True for the payload of a plain log line, `{ text, thread_id, level, timestamp }` with an ISO time: its
 * columns hold all of it, so that a million lines need no million objects.
 */
export function isPlainLine(data: unknown, timestamp: number): boolean {
  if (!isRecord(data)) return false
  let keys = 0
  for (const key in data) {
    if (!lineKeys.includes(key)) return false
    keys += 1
  }
  return (
    keys === lineKeys.length &&
    typeof data.text === 'string' &&
    typeof data.thread_id === 'string' &&
    levels.includes(data.level as never) &&
    typeof data.timestamp === 'string' &&
    data.timestamp === isoTime(timestamp)
  )
}

export function isoTime(timestamp: number): string {
  return Number.isFinite(timestamp) && Math.abs(timestamp) <= 8.64e15 ? new Date(timestamp).toISOString() : ''
}
