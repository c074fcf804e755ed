import type { ReadableStore } from '../lib/readable-store.ts'

/** One event of a log. */
export interface Entry<T = unknown> {
  /**
   * `seq` of the event, contiguous per channel; null for an event that no kit server numbered, or that was numbered in
   * another count than the history goes on with.
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

/** What a viewer draws of an entry; where it stands in the payload is said by {@link LogAccessors}. */
export interface LogLine {
  /** The line itself; may hold ANSI escape codes. */
  text: string
  /** How severe it is. */
  level: Level
  /** Which run or build it belongs to; empty without one. */
  thread: string
  /** When it happened, epoch ms. */
  timestamp: number
  /** `seq` of its event; null without a number. */
  seq: number | null
}

/** Accessors from an entry to what a log line shows. */
export interface LogAccessors<T = unknown> {
  /** The words of the line. @defaultValue `data.text`, else `data.message`, else the payload as JSON */
  text?: (entry: Entry<T>) => string
  /** How severe it is: any usual level word or pino number. @defaultValue `data.level` */
  level?: (entry: Entry<T>) => string | number
  /** Which run or build it belongs to. @defaultValue `data.thread_id` */
  thread?: (entry: Entry<T>) => string
  /** When it happened, epoch ms. @defaultValue `data.timestamp`, else the entry's own */
  timestamp?: (entry: Entry<T>) => number
}

/** Which lines of a log are wanted. Every field narrows; an empty query matches all. */
export interface LogQuery {
  /** Only lines of these levels. @defaultValue all */
  levels?: readonly Level[]
  /** Only lines of these threads. @defaultValue all */
  threads?: readonly string[]
  /**
   * What the line must contain, ANSI codes apart: a substring, or with `mode` several terms or an expression.
   * @defaultValue none
   */
  text?: string
  /**
   * How `text` is meant. `substring`: it occurs as it is. `terms`: every white-space separated term occurs.
   * `regex`: a JavaScript regular expression, run in a worker and ended after 250 ms with a {@link
   * RegexTimeoutError}, and where the page's policy forbids workers, with {@link RegexRefusedError}.
   * @defaultValue 'substring'
   */
  mode?: 'substring' | 'terms' | 'regex'
  /** Upper and lower case differ. @defaultValue false */
  matchCase?: boolean
  /** Only lines from here on, epoch ms, inclusive. @defaultValue none */
  since?: number
  /** Only lines before, epoch ms, exclusive. @defaultValue none */
  until?: number
  /**
   * Consecutive equal lines (text, level and thread; not time) are one hit, the oldest of them. A gap parts them.
   * @defaultValue false
   */
  collapseRepeats?: boolean
}

/** Entries that were published but could not be fetched (yet). */
export interface LogGap {
  /** `seq` of the last entry before the gap; null when the channel has no numbers. */
  after: number | null
  /** `seq` of the first entry after the gap; null when the channel has no numbers. */
  before: number | null
  /** The absolute index of the first entry after the gap. */
  index: number
  /** How long the wire was silent, ms; 0 when unknown. */
  durationMs: number
  /** The history could not be reached; the log tries again by itself. */
  failed: boolean
  /** Another count of numbers begins here; nothing before it can be asked for. */
  reset: boolean
  /** The history may have it after all: `retry` asks once more. */
  canRetry: boolean
}

/**
 * How current a log is. `loading`: the first history page is under way. `live`: every published event is here.
 * `healing`: a hole is being fetched. `gapped`: a hole could not be fetched. `offline`: no socket. `polling`: the
 * server publishes nothing (quota), the log asks for new events by itself.
 */
export type EventLogStatus = 'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling'

/** What a log holds, and how current it is. */
export interface EventLogSnapshot {
  /** How current it is. */
  status: EventLogStatus
  /** Count of entries held. */
  size: number
  /** The absolute index of `at(0)`. */
  first: number
  /** Count of entries ever added. */
  total: number
  /** Count of oldest entries let go for `capacity`. */
  dropped: number
  /** Where entries are missing. */
  gaps: readonly LogGap[]
  /** What is shown is frozen. */
  paused: boolean
  /** Count of entries that arrived since `pause()`. */
  pending: number
  /** Older entries can be loaded. */
  hasOlder: boolean
  /** Entries per second, over the last second or so. */
  rate: number
  /** Why history could not be read; its `status` says what the server answered. */
  error: Error | null
  /** Epoch ms of the last entry's arrival; null before the first. */
  lastEntryAt: number | null
  /** Count of times that entries were put in between; indices of older entries moved down with it. */
  revision: number
  /** Count of held entries per level, in the order of `levels`. */
  counts: readonly number[]
  /** Every thread of which entries are held; the same array until one comes or goes. */
  threads: readonly string[]
}

/** How far the hits of a query have come. Positions run from `first` to `end`, oldest first. */
export interface LogQuerySnapshot {
  /** Position of the oldest hit. */
  first: number
  /** Position after the newest hit. */
  end: number
  /** How many lines the hits stand for; more than there are hits when repeats are collapsed. */
  lines: number
  /** False while older entries are still being searched. */
  done: boolean
  /** A regular expression that cannot be compiled, or that ran too long. */
  error: Error | null
}

/** The hits of a query, kept up to date as the log grows. Hits of older entries get positions below `first`. */
export interface LogQueryResult extends ReadableStore<LogQuerySnapshot> {
  /** Count of hits so far. */
  readonly size: number
  /** The absolute index in the log of the hit at `position`. */
  indexAt(position: number): number
  /** The position of the first hit at or after an absolute index, or of the hit that stands for it. */
  positionOf(index: number): number
  /** How many lines the hit at `position` stands for; 1 unless repeats are collapsed. */
  repeats(position: number): number
  /** How many lines the hits before `position` stand for. */
  linesBefore(position: number): number
  /** True when the line at an absolute index is a hit, or one of those that a hit stands for. */
  has(index: number): boolean
  /** Ends the search. */
  dispose(): void
}

/** How a log is written to a file. */
export interface LogExportOptions {
  /** Plain lines, a JSON object per line, or a table. */
  format: 'text' | 'ndjson' | 'csv'
  /** Which lines are written. @defaultValue all that are held */
  filter?: LogQuery
}

/**
 * A bounded log outside React, or a view of one. Absolute indices count every entry; `at(0)` is the oldest held, at
 * the absolute index `first`.
 *
 * `kit.log` and `createEventLog` give the log itself, which changes under its reader. It is attached to its channel
 * while somebody is subscribed. `useEventLog` and {@link EventLog.getView} give a view: an object that stays as it is.
 * Of a view `version`, `size`, `at` and `slice` are those of its version; everything else (the store of `subscribe`
 * and `getSnapshot`, queries, exports, absolute indices, `pause` …) is that of its `source`.
 */
export interface EventLog<T = unknown> extends ReadableStore<EventLogSnapshot> {
  /** The log that this is a view of; itself for the log. The same object as long as the channel stays. */
  readonly source: EventLog<T>
  /** Grows whenever something is shown that was not before: a count without a unit, to compare with. */
  readonly version: number
  /** Count of entries held. */
  readonly size: number
  /** The absolute index of `at(0)`. */
  readonly first: number
  /**
   * The entry at an index, as `Array.prototype.at`: negative counts from the newest. Undefined out of bounds, and on a
   * view when the log has let the entry go since for `capacity`.
   */
  at(index: number): Entry<T> | undefined
  /**
   * Entries from a first index to before a second, as `Array.prototype.slice`. A view leaves out what the log has let
   * go since for `capacity`.
   */
  slice(start?: number, end?: number): Entry<T>[]
  /**
   * What is shown now, as an object that stays as it is: the same one until something changes, so it is a snapshot for
   * `useSyncExternalStore(log.subscribe, log.getView)`.
   */
  getView: () => EventLog<T>
  /** The line at an absolute index, without building an entry. */
  line(index: number): LogLine | undefined
  /** The absolute index of the entry with this number, or null when it is not held. */
  indexOf(seq: number): number | null
  /**
   * Writes the lines' widths in columns of a monospace grid from the absolute index `start` on. Negative where only
   * a measurement gives the width (tabs, characters beyond ASCII), and then with a guess: `-2 - columns`; -1 for a line
   * with breaks in it.
   */
  widths(start: number, into: Int32Array): void
  /** A guess at the rows that the line at an absolute index takes on so many columns. */
  guessRows(index: number, columns: number): number
  /**
   * Writes the lines' times (epoch ms) and levels (their places in `levels`) from the absolute index `start` on,
   * as many as `times` has room for.
   */
  stamps(start: number, times: Float64Array, ranks: Uint8Array): void
  /** Count of held entries of a thread. */
  threadSize(thread: string): number
  /** Searches, and goes on searching as the log grows. */
  query(query: LogQuery): LogQueryResult
  /**
   * Streams the entries into a Blob, without ANSI codes.
   *
   * @throws {@link RegexTimeoutError} when the filter's expression ran too long
   * @throws {@link RegexRefusedError} when the page's policy forbids workers and the expression could block the page
   * @throws `SyntaxError` when it cannot be compiled
   */
  export(options: LogExportOptions): Promise<Blob>
  /** Freezes what is shown, not what is stored. */
  pause: () => void
  /** Shows everything again. */
  resume: () => void
  /** Forgets what is shown now, for this reader. */
  clear: () => void
  /**
   * Fetches a page of older entries.
   *
   * @returns count of entries that came; 0 at the beginning of the channel
   * @throws {@link HistoryError} when the page could not be had
   */
  loadOlder: () => Promise<number>
  /** Lets go of older pages, as soon as the reader is back at the newest entry. */
  releaseOlder: () => void
  /**
   * Loads until the entry with this number is held.
   *
   * @returns its absolute index, or null when there is none
   * @throws {@link HistoryError} when a page could not be had
   */
  seek(seq: number): Promise<number | null>
  /** Tries once more to fetch a gap, or all of them; never rejects. */
  retry: (gap?: LogGap) => Promise<void>
}

/** A page of history, as `GET /api/v1/channels/{channel}/events` answers. */
export interface HistoryPage {
  /** The stored events, ascending by `seq`; timestamps are epoch ms or ISO 8601. */
  events: readonly { seq: number; event: string; data: unknown; timestamp: number | string }[]
  /** Changes when the server's store starts its counters anew. */
  epoch: string
  /** The channel's oldest `seq`, whatever the filters. */
  first_seq: number
  /** The channel's newest `seq`, whatever the filters. */
  last_seq: number
  /** The last `seq` examined: where the next page starts; null without one. */
  next_cursor: number | null
  /** There are more in the direction of the request. */
  has_more: boolean
}

/** What a page of history is asked for. */
export interface HistoryRequest {
  /** The channel to read. */
  channel: string
  /** `seq` to read upwards from, exclusive. @defaultValue none */
  after?: number
  /** `seq` to read the newest below. @defaultValue none */
  before?: number
  /** Only events of this name are wanted; what else a page holds is left out by the log. @defaultValue all */
  event?: string
  /** Highest count of events in the page. */
  limit: number
  /** Aborted when nobody wants the page any more. */
  signal: AbortSignal
}

/** Where older events come from, for apps with a history of their own. */
export type FetchHistoryPage = (request: HistoryRequest) => Promise<HistoryPage>

/** Which events a log holds, and where it gets them from. */
export interface EventLogOptions<T = unknown> {
  /** The channel's name. */
  channel: string
  /** Only events of this name. @defaultValue every event of the channel */
  event?: string | undefined
  /** How many entries are held at the live end; the largest of all readers counts. @defaultValue 100_000 */
  capacity?: number
  /**
   * How many entries are fetched from the history at the start, the newest first; `loadOlder` brings more.
   * @defaultValue 1_000
   */
  preload?: number
  /**
   * Where missed and older events come from: `endpoints.history`, nowhere, or a function of the app. A page that the
   * function does not bring within `auth.timeout` is given up and asked for again; its `signal` is aborted then.
   * @defaultValue 'endpoint'
   */
  history?: 'endpoint' | 'none' | FetchHistoryPage
  /**
   * Where text, level, thread and time stand; the first reader's hold for all readers of the channel.
   * @defaultValue those of the reference server
   */
  columns?: LogAccessors<T> | undefined
  /** Starts as after `pause()`. @defaultValue false */
  pausedInitially?: boolean
}

/** A log that was opened by hand. */
export interface OpenEventLog<T = unknown> extends EventLog<T> {
  /** Lets go of the log; idempotent. */
  release(): void
}
