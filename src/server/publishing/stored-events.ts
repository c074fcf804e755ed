import type { CursorStore } from '../store/cursor-store.ts'
import type { EventStore } from '../store/event-store.ts'
import { within } from '../http/within.ts'
import type { NumberedEvent } from './batch-packing.ts'
import type { StoredRange } from './channel-queue.ts'

/** Number of events per read. */
export const storedPage = 100
/** Timeout of one page, ms. */
const readTimeout = 10_000

export interface StoredPage {
  events: NumberedEvent[]
  /** `seq` up to which the range was read. */
  upTo: number
  /** Number of events up to there that the store has deleted. */
  missing: number
}

/** Reads the first events of a range from a store, possibly only a part of them. */
export type ReadStored = (channel: string, range: StoredRange) => Promise<StoredPage>

/**
 * Reads the first events of a range, with the connections that must not receive them.
 *
 * @throws `Error` when the store cannot be read
 */
export async function readWaiting(
  cursors: CursorStore,
  channel: string,
  { epoch, first, last }: StoredRange,
): Promise<StoredPage> {
  const limit = Math.min(storedPage, last - first + 1)
  const page = await within(readTimeout, cursors.waiting(channel, first - 1, limit), tooLate)
  // The store began a new epoch, in which the range is meaningless. The next write of the cursor returns the pending
  // events.
  if (page.epoch !== epoch) return { events: [], upTo: last, missing: 0 }
  const newest = page.events.at(-1)?.seq ?? last
  const upTo = page.events.length < limit ? last : Math.min(newest, last)
  const events = page.events
    .filter(({ seq }) => seq <= upTo)
    .map(({ seq, event, data, socketId }) => {
      return { channel, event, json: JSON.stringify(data), seq, epoch, socketId }
    })
  return { events, upTo, missing: upTo - first + 1 - events.length }
}

/**
 * Reads the first events of a range from the history.
 *
 * @throws `Error` when the store cannot be read
 */
export async function readStored(
  store: Pick<EventStore, 'history'>,
  channel: string,
  range: StoredRange,
): Promise<StoredPage> {
  const { epoch, first, last } = range
  const query = { channel, after: first - 1, before: last + 1, limit: storedPage }
  const page = await within(readTimeout, store.history(query), tooLate)
  // The store has reset its counters, and the events with these numbers are gone.
  if (page.epoch !== epoch) return { events: [], upTo: last, missing: last - first + 1 }
  const upTo = page.hasMore ? Math.min(page.nextCursor, last) : last
  if (upTo < first) throw new Error('Expected a page with a cursor that advances.')
  const events = page.events
    .filter(({ seq }) => seq >= first && seq <= upTo)
    .map(({ seq, event, data }) => {
      return { channel, event, json: JSON.stringify(data), seq, epoch, socketId: undefined }
    })
  return { events, upTo, missing: upTo - first + 1 - events.length }
}

const tooLate = () => new Error(`The store did not respond within ${readTimeout} ms.`)
