import type { EventStore } from '../store/event-store.ts'
import { within } from '../http/within.ts'
import type { NumberedEvent } from './batch-packing.ts'
import type { StoredRange } from './channel-queue.ts'

/** Events that are read again at a time. */
export const storedPage = 100
/** ms for one page. */
const readTimeout = 10_000

export interface StoredPage {
  events: NumberedEvent[]
  /** `seq` up to which the range is read. */
  upTo: number
  /** Count of events up to there that the store does not have any more. */
  missing: number
}

/**
 * Reads the first events of a range again.
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
  const page = await within(
    readTimeout,
    store.history(query),
    () => new Error(`The store did not answer within ${readTimeout} ms.`),
  )
  // The counters began anew: what had these numbers is gone.
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
