import type { ReadableStore } from '../lib/readable-store.ts'

/** One event of a log. */
export interface Entry<T = unknown> {
  /**
   * `seq` of the event, contiguous per channel; null for an event without a number from the kit's server, or with a
   * number of another epoch than the history's.
   */
  seq: number | null
  /** The event's name. */
  event: string
  /** The payload, without `$kit`. */
  data: T
  /** When it happened, epoch ms. */
  timestamp: number
}

/**
 * The levels of a log line, least severe first.
 *
 * @example
 * ```ts
 * const counts = useEventLog({ channel: 'logs' }).log.getSnapshot().counts
 * const errors = counts[levels.indexOf('error')] ?? 0
 * ```
 */
export const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
/** One of {@link levels}. */
export type Level = (typeof levels)[number]

/** The fields of an entry that a viewer displays. {@link LogAccessors} read them from the payload. */
export interface LogLine {
  /** The text; may contain ANSI escape codes. */
  text: string
  /** The severity. */
  level: Level
  /** Id of the run or build; empty without one. */
  thread: string
  /** When it happened, epoch ms. */
  timestamp: number
  /** `seq` of its event; null without a number. */
  seq: number | null
}

/** Functions that read a log line's fields from an entry. */
export interface LogAccessors<T = unknown> {
  /** The text. @defaultValue `data.text`, else `data.message`, else the payload as JSON */
  text?: (entry: Entry<T>) => string
  /** The severity: a common level name or a pino number. @defaultValue `data.level` */
  level?: (entry: Entry<T>) => string | number
  /** Id of the run or build. @defaultValue `data.thread_id` */
  thread?: (entry: Entry<T>) => string
  /** When it happened, epoch ms. @defaultValue `data.timestamp`, else the entry's own */
  timestamp?: (entry: Entry<T>) => number
}

/** A filter for lines. A line must match all fields; an empty query matches every line. */
export interface LogQuery {
  /** Only lines of these levels. @defaultValue all */
  levels?: readonly Level[]
  /** Only lines of these threads. @defaultValue all */
  threads?: readonly string[]
  /**
   * Text that the line, without ANSI codes, must contain: a substring, or with `mode` several terms or an expression.
   * @defaultValue none
   */
  text?: string
  /**
   * How `text` is interpreted. `substring`: as one substring. `terms`: every white-space separated term must occur.
   * `regex`: a JavaScript regular expression, run in a worker and terminated after 250 ms with a {@link
   * RegexTimeoutError}; if the page's policy forbids workers, the error is a {@link RegexRefusedError}.
   * @defaultValue 'substring'
   */
  mode?: 'substring' | 'terms' | 'regex'
  /** Whether the search is case-sensitive. @defaultValue false */
  matchCase?: boolean
  /** Only lines from this time on, epoch ms, inclusive. @defaultValue none */
  since?: number
  /** Only lines before this time, epoch ms, exclusive. @defaultValue none */
  until?: number
  /**
   * Collapses consecutive lines with equal text, level and thread into one hit, the oldest line. Lines on
   * both sides of a gap are not collapsed.
   * @defaultValue false
   */
  collapseRepeats?: boolean
}

/** Published events that are missing in the log. */
export interface LogGap {
  /** `seq` of the last entry before the gap; null when the channel has no numbers. */
  after: number | null
  /** `seq` of the first entry after the gap; null when the channel has no numbers. */
  before: number | null
  /** The absolute index of the first entry after the gap. */
  index: number
  /** Duration of the interruption, ms; 0 when unknown. */
  durationMs: number
  /** The history request failed; the log retries it automatically. */
  failed: boolean
  /** The history's epoch changes here; entries before this point can no longer be fetched. */
  reset: boolean
  /** The history may have the entries: `retry` requests them again. */
  canRetry: boolean
}

/**
 * How up to date a log is. `loading`: the first history page is being fetched. `live`: the log has every published
 * event. `healing`: missing events are being fetched. `gapped`: missing events could not be fetched. `offline`: not
 * connected. `polling`: new events arrive in the history only (as when the quota is used up), so the log polls it.
 */
export type EventLogStatus = 'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling'

/** The state of a log. */
export interface EventLogSnapshot {
  /** How up to date it is. */
  status: EventLogStatus
  /** Number of held entries. */
  size: number
  /** The absolute index of `at(0)`. */
  first: number
  /** Number of entries ever added. */
  total: number
  /** Number of oldest entries dropped because of `capacity`. */
  dropped: number
  /** The gaps. */
  gaps: readonly LogGap[]
  /** True between `pause()` and `resume()`: new entries are stored but not shown. */
  paused: boolean
  /** Number of entries that arrived since `pause()`. */
  pending: number
  /** Number of held entries that `clear` hid from this reader. */
  cleared: number
  /** True when older entries can be loaded. */
  hasOlder: boolean
  /** Entries per second, over the last second. */
  rate: number
  /** Why the history could not be read; its `status` is the server's HTTP status. */
  error: Error | null
  /** Epoch ms when the last entry arrived; null before the first. */
  lastEntryAt: number | null
  /** Number of insertions between entries; each moves the indices of older entries down. */
  revision: number
  /** Number of held entries per level, in the order of `levels`. */
  counts: readonly number[]
  /** Every thread with held entries; the same array until it changes. */
  threads: readonly string[]
}

/** The state of a query. Positions run from `first` to `end`, oldest first. */
export interface LogQuerySnapshot {
  /** Position of the oldest hit. */
  first: number
  /** Position after the newest hit. */
  end: number
  /** Number of matching lines. Exceeds the number of hits when repeats are collapsed. */
  lines: number
  /** False while older entries are still being searched. */
  done: boolean
  /** The error of a regular expression that is invalid or ran too long. */
  error: Error | null
}

/** The hits of a query, updated as the log grows. Hits in older entries get positions below `first`. */
export interface LogQueryResult extends ReadableStore<LogQuerySnapshot> {
  /** Number of hits so far. */
  readonly size: number
  /** The absolute index in the log of the hit at `position`. */
  indexAt(position: number): number
  /** The position of the first hit at or after an absolute index, or of the collapsed hit that includes it. */
  positionOf(index: number): number
  /** Number of lines in the hit at `position`; 1 unless repeats are collapsed. */
  repeats(position: number): number
  /** Number of lines in the hits before `position`. */
  linesBefore(position: number): number
  /** True when the line at an absolute index is a hit, or part of a collapsed hit. */
  has(index: number): boolean
  /** Stops the search. */
  dispose(): void
}

/** Options of an export. */
export interface LogExportOptions {
  /** Plain lines, one JSON object per line, or CSV. */
  format: 'text' | 'ndjson' | 'csv'
  /** Which lines are exported. @defaultValue all held lines */
  filter?: LogQuery
}

/**
 * A bounded log outside React, or a view of one. Absolute indices count every entry ever added. `at(0)` is
 * the oldest held entry, whose absolute index is `first`.
 *
 * `kit.log` and `createEventLog` return the log itself, a mutable object. It is attached to its channel while it has
 * subscribers. `useEventLog` and {@link EventLog.getView} return a view: an immutable object. A view's `version`,
 * `size`, `at` and `slice` belong to its version; all other members (`subscribe` and `getSnapshot`, queries, exports,
 * absolute indices, `pause` …) are those of its `source`.
 */
export interface EventLog<T = unknown> extends ReadableStore<EventLogSnapshot> {
  /** The log of a view; the log itself for a log. The same object while the channel is the same. */
  readonly source: EventLog<T>
  /** Number of visible changes, for comparison. */
  readonly version: number
  /** Number of held entries. */
  readonly size: number
  /** The absolute index of `at(0)`. */
  readonly first: number
  /**
   * The entry at an index, as with `Array.prototype.at`: negative indices count from the newest. Undefined out of
   * bounds, and on a view when the log has dropped the entry because of `capacity`.
   */
  at(index: number): Entry<T> | undefined
  /**
   * The entries between two indices, as with `Array.prototype.slice`. A view omits entries that were dropped because of
   * `capacity`.
   */
  slice(start?: number, end?: number): Entry<T>[]
  /**
   * The current state as an immutable object. It is the same object until the log changes, so it can be a
   * snapshot for `useSyncExternalStore(log.subscribe, log.getView)`.
   */
  getView: () => EventLog<T>
  /** The line at an absolute index, without creating an entry. */
  line(index: number): LogLine | undefined
  /** The absolute index of the entry with this number, or null when it is not held. */
  indexOf(seq: number): number | null
  /**
   * Writes the widths of lines, in columns of a monospace font, from the absolute index `start` on. Negative when the
   * width has to be measured (tabs, non-ASCII characters): then it is an estimate, `-2 - columns`, or -1 for a line
   * that contains line breaks.
   */
  widths(start: number, into: Int32Array): void
  /** Estimates the number of rows that the line at an absolute index takes at a width of `columns`. */
  guessRows(index: number, columns: number): number
  /**
   * Writes times (epoch ms) and levels (indices into `levels`) of lines from the absolute index `start` on, until
   * `times` is full.
   */
  stamps(start: number, times: Float64Array, ranks: Uint8Array): void
  /** Number of held entries of a thread. */
  threadSize(thread: string): number
  /** Starts a search, which also finds matches in entries added later. */
  query(query: LogQuery): LogQueryResult
  /**
   * Exports the entries as a Blob, without ANSI codes.
   *
   * @throws {@link RegexTimeoutError} when the filter's expression runs too long
   * @throws {@link RegexRefusedError} when the page's policy forbids workers, and the expression could block the page
   * @throws `SyntaxError` when it is invalid
   */
  export(options: LogExportOptions): Promise<Blob>
  /** Stops showing new entries; they are still stored. */
  pause: () => void
  /** Shows new entries again. */
  resume: () => void
  /** Hides the current entries from this reader. */
  clear: () => void
  /** Shows the entries again that `clear` hid from this reader, if they are still held. */
  undoClear: () => void
  /**
   * Fetches a page of older entries.
   *
   * @returns count of loaded entries; 0 at the beginning of the channel
   * @throws {@link HistoryError} when the page could not be fetched
   */
  loadOlder: () => Promise<number>
  /** Allows the log to drop older pages; called when the reader is back at the newest entry. */
  releaseOlder: () => void
  /**
   * Loads until the entry with this number is held.
   *
   * @returns its absolute index, or null when there is none
   * @throws {@link HistoryError} when a page could not be fetched
   */
  seek(seq: number): Promise<number | null>
  /** Fetches a gap again, or all gaps, without waiting for the next automatic attempt; never rejects. */
  retry: (gap?: LogGap) => Promise<void>
}

/** A page of history: the response of `GET /api/v1/channels/{channel}/events`. */
export interface HistoryPage {
  /** The stored events, ascending by `seq`; timestamps are epoch ms or ISO 8601. */
  events: readonly { seq: number; event: string; data: unknown; timestamp: number | string }[]
  /** Changes when the server's store resets its counters. */
  epoch: string
  /** The channel's oldest `seq`, whatever the filters. */
  first_seq: number
  /** The channel's newest `seq`, whatever the filters. */
  last_seq: number
  /** The last examined `seq`, where the next page starts; null without one. */
  next_cursor: number | null
  /** True when there are more events in the direction of the request. */
  has_more: boolean
}

/** A request for a page of history. */
export interface HistoryRequest {
  /** The channel to read. */
  channel: string
  /** Returns the oldest events after this `seq`. @defaultValue none */
  after?: number
  /** Returns the newest events before this `seq`. @defaultValue none */
  before?: number
  /** Only events of this name; the log ignores others. @defaultValue all */
  event?: string
  /** Maximum number of events in the page. */
  limit: number
  /** Aborted when the page is no longer needed. */
  signal: AbortSignal
}

/** Fetches a page of history, for apps with their own history. */
export type FetchHistoryPage = (request: HistoryRequest) => Promise<HistoryPage>

/** Options of a log. */
export interface EventLogOptions<T = unknown> {
  /** The channel's name. */
  channel: string
  /** Only events of this name. @defaultValue every event of the channel */
  event?: string | undefined
  /** Maximum number of held entries; the largest of all readers applies. @defaultValue 100_000 */
  capacity?: number
  /**
   * How many of the newest entries are fetched from the history at the start; `loadOlder` fetches more.
   * @defaultValue 1_000
   */
  preload?: number
  /**
   * The source of missed and older events: `endpoints.history`, none, or a function of the app. When the function does
   * not return a page within `auth.timeout`, its `signal` is aborted and the page is requested again.
   * @defaultValue 'endpoint'
   */
  history?: 'endpoint' | 'none' | FetchHistoryPage
  /**
   * Accessors for text, level, thread and time. Those of the first reader apply to all readers of the
   * channel.
   * @defaultValue those of the reference server
   */
  columns?: LogAccessors<T> | undefined
  /** Starts paused. @defaultValue false */
  pausedInitially?: boolean
}

/** A log that must be released. */
export interface OpenEventLog<T = unknown> extends EventLog<T> {
  /** Releases the log; idempotent. */
  release(): void
}
