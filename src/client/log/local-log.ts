import type { Entry, EventLog, LogAccessors } from './event-log-types.ts'
import { LogContents } from './store/log-contents.ts'
import { LogReader } from './reader/log-reader.ts'

/** A log that the app fills itself. */
export interface WritableEventLog<T = unknown> extends EventLog<T> {
  /** Adds entries at the live end. */
  append: (...entries: readonly Entry<T>[]) => void
}

/**
 * A log without a channel: the same store, search and viewer for lines from any source.
 *
 * @param options - `capacity` is the maximum number of entries, 100 000 by default; `columns` are the accessors for
 * text, level, thread and time
 * @example
 * ```ts
 * const log = createEventLog<{ text: string }>()
 * log.append({ seq: null, event: 'log', data: { text: 'hello' }, timestamp: Date.now() })
 * ```
 */
export function createEventLog<T = unknown>({
  capacity = 100_000,
  columns = {},
}: { capacity?: number; columns?: LogAccessors<T> } = {}): WritableEventLog<T> {
  const contents = new LogContents(capacity, columns as LogAccessors)
  const shared = { contents, source: null, status: 'live' as const, release: () => {} }
  const reader = new LogReader<T>(shared, () => shared, false)
  return Object.assign(reader, {
    append: (...entries: readonly Entry<T>[]): void => {
      for (const entry of entries) contents.append(entry)
    },
  })
}
