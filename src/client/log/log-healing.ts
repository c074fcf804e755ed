import type { FetchHistoryPage, HistoryPage } from '../event-log-types.ts'
import { fetchPage, pageLength, toEntry } from './history-pages.ts'
import type { Arrival, SequenceTracker } from './sequence-tracker.ts'

/** `pruned`: the history does not have it. `failed`: the history could not be reached. `reset`: a new count. */
export type GapCause = 'pruned' | 'failed' | 'reset'

/** What healing needs of a channel's feed. */
export interface HealedFeed {
  readonly channel: string
  readonly capacity: number
  readonly tracker: SequenceTracker
  readonly fetchHistory: FetchHistoryPage
  append(arrivals: readonly Arrival[]): void
  /** Numbers that will not come, or with null may not have come: a marker at the live end. */
  markGap(after: number, before: number | null, cause?: GapCause): void
  /** The server counts anew: a marker, and on from number 1. */
  restart(epoch: string): void
}

/**
 * Fetches everything after the last number seen, in order, until the history's end is reached; live events that
 * wait are taken in where they belong. Rejects when a page cannot be had.
 *
 * @returns how many events were fetched
 */
export async function heal(feed: HealedFeed, signal: AbortSignal): Promise<number> {
  const { tracker, channel } = feed
  let healed = 0
  for (let isFirst = true; ; isFirst = false) {
    const after = (tracker.next ?? 1) - 1
    const { epoch } = tracker
    const page = await fetchPage(feed.fetchHistory, { channel, after, limit: pageLength, signal })
    if (signal.aborted) return healed
    // A new count was noticed meanwhile: the page answers a question about the former one.
    if (epoch !== null && tracker.epoch !== epoch) continue
    if (tracker.epoch !== null && page.epoch && page.epoch !== tracker.epoch) {
      feed.restart(page.epoch)
      continue
    }
    tracker.epoch ??= page.epoch
    // More than the log holds: the newest are worth a request, the rest is one marker.
    if (isFirst && page.has_more && page.last_seq - after > feed.capacity) {
      skipTo(feed, page.last_seq - feed.capacity + 1)
      continue
    }
    healed += takeIn(feed, page)
    if (!page.has_more || (tracker.next ?? 0) > page.last_seq) break
    // A page without anything new would be asked for again for ever.
    if ((tracker.next ?? 1) - 1 === after) skipTo(feed, Math.max(page.next_cursor ?? 0, after) + 1)
  }
  const { earliest } = tracker
  if (earliest !== null) skipTo(feed, earliest)
  return healed
}

function takeIn(feed: HealedFeed, page: HistoryPage): number {
  const { tracker } = feed
  let taken = 0
  for (const event of page.events) {
    skipTo(feed, event.seq)
    if (tracker.next !== null && event.seq < tracker.next) continue
    tracker.next = event.seq
    feed.append(tracker.accept({ seq: event.seq, entry: toEntry(event) }))
    taken += 1
  }
  return taken
}

/** Gives up the numbers before `seq`, if any are missing. */
function skipTo(feed: HealedFeed, seq: number): void {
  const { tracker } = feed
  const next = tracker.next ?? seq
  if (seq <= next) return
  feed.markGap(next - 1, seq)
  feed.append(tracker.continueAt(seq))
}
