import type { HistoryPage } from '../event-log-types.ts'
import { StuckHistoryError } from './history-client.ts'
import { fetchPage, type HistorySource, pageLength, toEntry } from './history-pages.ts'
import { pause } from '../../lib/pause.ts'
import type { Arrival, SequenceTracker } from './sequence-tracker.ts'

/** `pruned`: the history does not have the events. `failed`: the request failed. `reset`: a new epoch. */
export type GapCause = 'pruned' | 'failed' | 'reset'

/** Pause before a history that is behind the received events is requested again, ms: a replica may lag. */
const lagWait = 1000
/** Maximum number of epoch changes in one healing. */
const maxEpochChanges = 3

export interface Healed {
  /** Number of fetched events. */
  readonly count: number
  /** True when the history has the current epoch. */
  readonly isConfirmed: boolean
}

/** The interface of a feed for healing. */
export interface HealedFeed extends HistorySource {
  readonly capacity: number
  readonly tracker: SequenceTracker
  append(arrivals: readonly Arrival[]): void
  /** Marks a gap at the live end; with `before` null, its size is unknown. */
  markGap(after: number, before: number | null, cause?: GapCause): void
  /** Continues in the history's epoch, after a marker. */
  enterEpoch(epoch: string): void
  /** The history was restored from a backup: continues at the first reused number, after a marker. */
  restore(page: HistoryPage, signal: AbortSignal): Promise<void>
}

/**
 * Fetches all events after the last received number, in order, up to the history's end; waiting live events are merged.
 * Rejects when a page cannot be fetched.
 */
export async function heal(feed: HealedFeed, signal: AbortSignal): Promise<Healed> {
  const { tracker, channel } = feed
  let count = 0
  let isConfirmed = true
  let epochChanges = 0
  let isLagging = false
  for (let isFirst = true; ; isFirst = false) {
    const after = (tracker.next ?? 1) - 1
    const { epoch } = tracker
    const page = await fetchPage(feed, { after, limit: pageLength, signal })
    if (signal.aborted) return { count, isConfirmed }
    // The epoch changed in the meantime: the page is of the former one.
    if (epoch !== null && tracker.epoch !== epoch) continue
    if (tracker.epoch !== null && page.epoch && page.epoch !== tracker.epoch) {
      epochChanges += 1
      // The history has no events of either epoch.
      isConfirmed = !isEmptyHistory(page) && epochChanges <= maxEpochChanges
      if (!isConfirmed) break
      feed.enterEpoch(page.epoch)
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
    // More events than the capacity: fetch the newest, and mark the rest as one gap.
    if (isFirst && page.has_more && page.last_seq - after > feed.capacity) {
      skipTo(feed, page.last_seq - feed.capacity + 1)
      continue
    }
    count += takeIn(feed, page)
    if (!page.has_more || (tracker.next ?? 0) > page.last_seq) break
    if ((tracker.next ?? 1) - 1 > after) continue
    // Otherwise the same page would be requested endlessly.
    if ((page.next_cursor ?? after) <= after) throw new StuckHistoryError(channel, page.next_cursor)
    skipTo(feed, (page.next_cursor as number) + 1)
  }
  passWaiting(feed)
  return { count, isConfirmed }
}

/** True when a history has no events, and therefore no epoch. */
export function isEmptyHistory({ events, last_seq }: HistoryPage): boolean {
  return events.length === 0 && !(last_seq > 0)
}

/** Shows waiting events, and marks the missing ones before them as gaps. */
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

/** Marks missing numbers before `seq` as gaps; waiting events among them are shown. */
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
