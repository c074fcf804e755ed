import type { EventMeta } from '../../index.ts'

/** Time within which tabs may see the same event, ms. */
const bucket = 10_000

function hash(text: string): string {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return (value >>> 0).toString(36)
}

/**
 * Names events the same in every tab: by their number where the server gave one, else by what they say,
 * when, and how often they have said it by then.
 */
export function createNoticeIds(): (meta: EventMeta, payload: unknown) => string {
  let period = 0
  let seen = new Map<string, number>()
  return ({ channel, event, seq }, payload) => {
    if (seq !== null) return `${channel}#${seq}`
    const now = Math.floor(Date.now() / bucket)
    if (now !== period) {
      period = now
      seen = new Map()
    }
    const content = hash(`${event}\n${JSON.stringify(payload) ?? ''}`)
    const occurrence = seen.get(content) ?? 0
    seen.set(content, occurrence + 1)
    return `${channel}:${content}:${now.toString(36)}:${occurrence}`
  }
}
