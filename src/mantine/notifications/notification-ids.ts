import type { EventMeta } from '../../index.ts'

/** Time within which tabs receive the same event, ms. */
const bucket = 10_000

/** FNV-1a. */
function hash(text: string, seed: number): string {
  let value = seed
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return (value >>> 0).toString(36)
}

/** 64 bits, because with 32 bits collisions among thousands of texts are likely. */
export const fingerprint = (text: string) => hash(text, 0x811c9dc5) + hash(`${text}.`, 0x3c6ef372)

/**
 * Returns ids of events that are the same in every tab. They are derived from the number of the event, or else from
 * its content, the time bucket, and the count of equal events in that bucket.
 */
export function createNotificationIds(): (meta: EventMeta, payload: unknown) => string {
  let period = 0
  let seen = new Map<string, number>()
  return ({ channel, event, seq }, payload) => {
    if (seq !== null) return `${channel}#${seq}`
    const now = Math.floor(Date.now() / bucket)
    if (now !== period) {
      period = now
      seen = new Map()
    }
    const content = fingerprint(`${event}\n${JSON.stringify(payload) ?? ''}`)
    const occurrence = seen.get(content) ?? 0
    seen.set(content, occurrence + 1)
    return `${channel}:${content}:${now.toString(36)}:${occurrence}`
  }
}

interface Named {
  id: string
  /** Epoch ms. */
  timestamp: number
}

const byContent = /^(.*:[0-9a-z]+):[0-9a-z]+:\d+$/u

/** True for two ids of one event which two tabs received in adjacent time buckets. */
export function isSameEvent(a: Named, b: Named): boolean {
  if (Math.abs(a.timestamp - b.timestamp) > bucket / 2) return false
  const content = byContent.exec(a.id)?.[1]
  return content !== undefined && content === byContent.exec(b.id)?.[1]
}
