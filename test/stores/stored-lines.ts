import type { EventStore, NewEvent } from 'react-pusher-kit/server'

export function line(text: string, threadId = 'main', event = 'log'): NewEvent {
  return { event, data: { text }, timestamp: Date.UTC(2026, 0, 1), threadId }
}

export function lines(count: number, threadId?: string): NewEvent[] {
  return Array.from({ length: count }, (_, index) => line(`line ${index + 1}`, threadId))
}

/** Follows the cursors to the end, upwards or downwards. */
export async function readAll(
  store: EventStore,
  channel: string,
  { limit = 1000, backwards = false, ...filters }: ReadOptions = {},
) {
  const seqs: number[] = []
  const texts: unknown[] = []
  let cursor = backwards ? Number.MAX_SAFE_INTEGER : 0
  for (let pages = 1; ; pages++) {
    const place = backwards ? { before: cursor } : { after: cursor }
    const page = await store.history({ channel, limit, ...place, ...filters })
    const events = backwards ? page.events.toReversed() : page.events
    seqs.push(...events.map(({ seq }) => seq))
    texts.push(...events.map(({ data }) => data['text']))
    if (!page.hasMore) return { seqs, texts, pages, page }
    const isFurther = backwards ? page.nextCursor < cursor : page.nextCursor > cursor
    if (!isFurther) throw new Error(`Expected the cursor to move on from ${cursor}.`)
    cursor = page.nextCursor
  }
}

interface ReadOptions {
  limit?: number
  backwards?: boolean
  events?: readonly string[]
  threadIds?: readonly string[]
  storedSince?: number
}
