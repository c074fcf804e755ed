import type { FetchHistoryPage, HistoryPage } from '../event-log-types.ts'
import { StuckHistoryError } from './history-client.ts'
import { fetchPage, pageLength, pause, toEntry } from './history-pages.ts'
import type { Arrival, SequenceTracker } from './sequence-tracker.ts'

/** `pruned`: the history does not have it. `failed`: the history could not be reached. `reset`: a new count. */
export type GapCause = 'pruned' | 'failed' | 'reset'

/** A history that ends below what was seen is asked once more, ms: a replica may lag behind. */
const lagWait = 1000
/** Counts that a history may change between in one healing. */
const mostCounts = 3

export interface Healed {
  /** How many events were fetched. */
  readonly count: number
  /** The history goes on with the present count. */
  readonly isConfirmed: boolean
}

/** What healing needs of a channel's feed. */
export interface HealedFeed {
  readonly channel: string
  readonly capacity: number
  readonly tracker: SequenceTracker
  readonly fetchHistory: FetchHistoryPage
  append(arrivals: readonly Arrival[]): void
  /** Numbers that will not come, or with null may not have come: a marker at the live end. */
  markGap(after: number, before: number | null, cause?: GapCause): void
  /** The history goes on in another count: a marker, and on from what was shown of it. */
  enterCount(epoch: string): void
  /** The history was restored from a backup: a marker, and on from the first number that it gives anew. */
  restore(page: HistoryPage, signal: AbortSignal): Promise<void>
}

/**
 * Fetches everything after the last number seen, in order, until the history's end is reached; live events that
 * wait are taken in where they belong. Rejects when a page cannot be had.
 */
export async function heal(feed: HealedFeed, signal: AbortSignal): Promise<Healed> {
  const { tracker, channel } = feed
  let count = 0
  let isConfirmed = true
  let counts = 0
  let isLagging = false
  for (let isFirst = true; ; isFirst = false) {
    const after = (tracker.next ?? 1) - 1
    const { epoch } = tracker
    const page = await fetchPage(feed.fetchHistory, { channel, after, limit: pageLength, signal })
    if (signal.aborted) return { count, isConfirmed }
    // A new count was noticed meanwhile: the page answers a question about the former one.
    if (epoch !== null && tracker.epoch !== epoch) continue
    if (tracker.epoch !== null && page.epoch && page.epoch !== tracker.epoch) {
      counts += 1
      // It has nothing, of either count.
      isConfirmed = !isEmptyHistory(page) && counts <= mostCounts
      if (!isConfirmed) break
      feed.enterCount(page.epoch)
      continue
    }
    tracker.epoch ??= page.epoch || null
    if (page.last_seq < after) {
      if (isLagging) await feed.restore(page, signal)
      else await pause(lagWait, signal)
      if (signal.aborted) return { count, isConfirmed }
      isLagging = !isLagging
      continue
    }
    // More than the log holds: the newest are worth a request, the rest is one marker.
    if (isFirst && page.has_more && page.last_seq - after > feed.capacity) {
      skipTo(feed, page.last_seq - feed.capacity + 1)
      continue
    }
    count += takeIn(feed, page)
    if (!page.has_more || (tracker.next ?? 0) > page.last_seq) break
    if ((tracker.next ?? 1) - 1 > after) continue
    // A page without anything new would be asked for again for ever.
    if ((page.next_cursor ?? after) <= after) throw new StuckHistoryError(channel, page.next_cursor)
    skipTo(feed, (page.next_cursor as number) + 1)
  }
  passWaiting(feed)
  return { count, isConfirmed }
}

/** True when a history has no event at all, and so says nothing of which count goes on. */
export function isEmptyHistory({ events, last_seq }: HistoryPage): boolean {
  return events.length === 0 && !(last_seq > 0)
}

/** Shows whatever waits behind holes, and marks the holes. */
export function passWaiting(
  feed: Pick<HealedFeed, 'tracker' | 'append' | 'markGap'>,
  cause: GapCause = 'pruned',
): void {
  for (const early of feed.tracker.waiting) passTo(feed, early, cause)
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

/** Gives up the numbers before `seq`, if any are missing; those that came early are not. */
function skipTo(feed: HealedFeed, seq: number): void {
  if (seq <= (feed.tracker.next ?? seq)) return
  for (const early of feed.tracker.waiting) if (early < seq) passTo(feed, early)
  passTo(feed, seq)
}

function passTo(
  feed: Pick<HealedFeed, 'tracker' | 'append' | 'markGap'>,
  seq: number,
  cause: GapCause = 'pruned',
): void {
  const { tracker } = feed
  const next = tracker.next ?? seq
  if (seq <= next) return
  feed.markGap(next - 1, seq, cause)
  feed.append(tracker.continueAt(seq))
}
