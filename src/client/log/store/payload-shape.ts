import { type Entry, levels } from '../event-log-types.ts'
import { isRecord, type LineFields } from './line-fields.ts'

/** How a payload is stored: as the received object, or, to save memory, in columns that can rebuild it. */
export type PayloadShape = typeof asItCame | typeof timedLine | typeof line | typeof bareText

export const asItCame = 0
/** `{ text, thread_id, level, timestamp }` with an ISO time. */
const timedLine = 1
/** `{ text, thread_id, level }` */
const line = 2
/** A string. */
const bareText = 3

const lineKeys = ['text', 'thread_id', 'level', 'timestamp']

/** The shape that can rebuild an entry's payload from `text` and the other fields. */
export function payloadShape({ data }: Entry, text: string, { timestamp }: LineFields): PayloadShape {
  if (data === text) return bareText
  if (!isRecord(data) || data.text !== text) return asItCame
  if (typeof data.thread_id !== 'string' || !levels.includes(data.level as never)) return asItCame
  let keys = 0
  for (const key in data) {
    if (!lineKeys.includes(key)) return asItCame
    keys += 1
  }
  if (keys === 3) return line
  return data.timestamp === isoTime(timestamp) ? timedLine : asItCame
}

/** Rebuilds the payload of a shape other than {@link asItCame}. */
export function rebuiltPayload(shape: number, fields: LineFields): unknown {
  const { text, thread, level, timestamp } = fields
  if (shape === bareText) return text
  if (shape === line) return { text, thread_id: thread, level }
  return { text, thread_id: thread, level, timestamp: isoTime(timestamp) }
}

function isoTime(timestamp: number): string {
  return Number.isFinite(timestamp) && Math.abs(timestamp) <= 8.64e15 ? new Date(timestamp).toISOString() : ''
}
