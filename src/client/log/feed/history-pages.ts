import type { Entry, FetchHistoryPage, HistoryPage, HistoryRequest } from '../event-log-types.ts'
import { HistoryError } from './history-client.ts'
import type { RetryPauses } from './retry-pauses.ts'
import { parseTime } from '../store/line-fields.ts'

/** Entries per request, the maximum of the server. */
export const pageLength = 1000

/** First pause before a failed page is requested again, ms; it doubles. */
const retryDelay = 400
const pageAttempts = 4

/** `before` of the newest page; larger than any `seq`. */
export const beyondNewest = Number.MAX_SAFE_INTEGER

/** Where pages come from. */
export interface HistorySource {
  readonly channel: string
  readonly fetchHistory: FetchHistoryPage
  readonly pauses: RetryPauses
}

export function toEntry(event: HistoryPage['events'][number]): Entry & { seq: number } {
  return {
    seq: event.seq,
    event: event.event,
    data: event.data,
    timestamp: parseTime(event.timestamp) ?? Date.now(),
  }
}

/** The `before` of the next older page; null when the cursor does not advance. */
export function cursorBelow({ events, next_cursor }: HistoryPage, before: number): number | null {
  const cursor = events[0]?.seq ?? next_cursor ?? before
  return cursor < before ? cursor : null
}

/** Requests a page; retries with growing pauses unless the error is final. */
export async function fetchPage(
  { channel, fetchHistory, pauses }: HistorySource,
  position: Omit<HistoryRequest, 'channel'>,
  attempts = pageAttempts,
): Promise<HistoryPage> {
  const { signal } = position
  for (let attempt = 1; ; attempt += 1) {
    try {
      return ascending(await fetchHistory({ channel, ...position }))
    } catch (error) {
      const final = error instanceof HistoryError && error.isFinal
      if (final || attempt === attempts || signal.aborted) throw asHistoryError(error, channel)
      await pauses.wait(retryDelay * 2 ** (attempt - 1) * (0.75 + Math.random() / 2), signal)
    }
  }
}

/** The page with events in ascending order: an app's own history may return the newest first. */
function ascending(page: HistoryPage): HistoryPage {
  const { events } = page
  const isAscending = events.every(
    (event, place) => place === 0 || (events[place - 1] as typeof event).seq < event.seq,
  )
  if (isAscending) return page
  const sorted = events.toSorted((a, b) => a.seq - b.seq)
  return { ...page, events: sorted.filter((event, place) => event.seq !== sorted[place - 1]?.seq) }
}

export function asHistoryError(error: unknown, channel: string): HistoryError {
  if (error instanceof HistoryError) return error
  const message = `Expected the history of ${channel}, but it could not be read. Try again.`
  return new HistoryError('history_failed', channel, null, message, error)
}
