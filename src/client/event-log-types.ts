import type { ReadableStore } from './kit-core.ts'

/** One event of a log. */
export interface Entry<T = unknown> {
  /** Contiguous per channel; null for an event that no kit server numbered. */
  seq: number | null
  /** The event's name. */
  event: string
  /** The payload, without `$kit`. */
  data: T
  /** Epoch ms. */
  timestamp: number
}

/** The levels of a log line, least severe first. */
export const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type Level = (typeof levels)[number]

/** What a viewer draws of an entry; where it stands in the payload is said by {@link LogColumns}. */
export interface LogLine {
  /** May hold ANSI escape codes. */
  text: string
  level: Level
  thread: string
  /** Epoch ms. */
  timestamp: number
  seq: number | null
}

/** Accessors from an entry to what a log line shows. */
export interface LogColumns<T = unknown> {
  /** @defaultValue `data.text`, else `data.message`, else the payload as JSON */
  text?: (entry: Entry<T>) => string
  /** Any usual level word or pino number. @defaultValue `data.level` */
  level?: (entry: Entry<T>) => string | number
  /** @defaultValue `data.thread_id` */
  thread?: (entry: Entry<T>) => string
  /** Epoch ms. @defaultValue `data.timestamp`, else the entry's own */
  timestamp?: (entry: Entry<T>) => number
}

/** Which lines of a log are wanted. Every field narrows; an empty query matches all. */
export interface LogQuery {
  levels?: readonly Level[]
  threads?: readonly string[]
  /** What the line must contain, ANSI codes apart: a substring, or with `mode` several terms or an expression. */
  text?: string
  /**
   * `terms`: every white-space separated term must occur. `regex`: a JavaScript regular expression, run in a
   * worker and ended after 250 ms.
   * @defaultValue 'substring'
   */
  mode?: 'substring' | 'terms' | 'regex'
  /** @defaultValue false */
  matchCase?: boolean
  /** Epoch ms, inclusive. */
  since?: number
  /** Epoch ms, exclusive. */
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
  /** The server began a new count here; nothing before it can be asked for. */
  reset: boolean
  /** The history may have it after all: `retry` asks once more. */
  canRetry: boolean
}

/**
 * `loading`: the first history page is under way. `live`: every published event is here. `healing`: a hole is
 * being fetched. `gapped`: a hole could not be fetched. `offline`: no socket. `polling`: the server publishes
 * nothing (quota), the log asks for new events by itself.
 */
export type EventLogStatus = 'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling'

export interface EventLogSnapshot {
  status: EventLogStatus
  /** Entries held. */
  size: number
  /** The absolute index of `at(0)`. */
  first: number
  /** Entries ever added. */
  total: number
  /** Oldest entries let go for `capacity`. */
  dropped: number
  gaps: readonly LogGap[]
  paused: boolean
  /** Entries that arrived since `pause()`. */
  pending: number
  /** Older entries can be loaded. */
  hasOlder: boolean
  /** Entries per second, over the last second or so. */
  rate: number
  /** Why history could not be read; its `status` says what the server answered. */
  error: Error | null
  /** Epoch ms of the last entry's arrival; null before the first. */
  lastEntryAt: number | null
  /** Grows when entries were put in between; indices of older entries moved down with it. */
  revision: number
  /** Held entries per level, in the order of `levels`. */
  counts: readonly number[]
  /** Every thread of which entries are held; the same array until one comes or goes. */
  threads: readonly string[]
}

/** How far the hits of a query have come. Positions run from `first` to `end`, oldest first. */
export interface LogQuerySnapshot {
  first: number
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
  dispose(): void
}

export interface LogExportOptions {
  format: 'text' | 'ndjson' | 'csv'
  filter?: LogQuery
}

/**
 * A bounded log outside React. It is attached to its channel while somebody is subscribed. Absolute indices
 * count every entry; `at(0)` is the oldest held, at the absolute index `first`.
 */
export interface EventLog<T = unknown> extends ReadableStore<EventLogSnapshot> {
  readonly size: number
  /** The absolute index of `at(0)`. */
  readonly first: number
  /** As `Array.prototype.at`: negative counts from the newest. */
  at(index: number): Entry<T> | undefined
  /** As `Array.prototype.slice`. */
  slice(start?: number, end?: number): Entry<T>[]
  /** The line at an absolute index, without building an entry. */
  line(index: number): LogLine | undefined
  /** The absolute index of the entry with this number, or null when it is not held. */
  indexOf(seq: number): number | null
  /**
   * Writes the lines' widths in columns of a monospace grid from the absolute index `start` on. Negative where only
   * a measurement can tell (tabs, characters beyond ASCII), and then with a guess: `-2 - columns`; -1 for a line
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
  /** How many entries of a thread are held. */
  threadSize(thread: string): number
  query(query: LogQuery): LogQueryResult
  /** Streams the entries into a Blob, without ANSI codes. */
  export(options: LogExportOptions): Promise<Blob>
  /** Freezes what is shown, not what is stored. */
  pause: () => void
  resume: () => void
  /** Forgets what is shown now, for this reader. */
  clear: () => void
  /** Fetches a page of older entries. @returns how many came; 0 at the beginning of the channel */
  loadOlder: () => Promise<number>
  /** Lets go of older pages, as soon as the reader is back at the newest entry. */
  releaseOlder: () => void
  /** Loads until the entry with this number is held. @returns its absolute index, or null when there is none */
  seek(seq: number): Promise<number | null>
  /** Tries once more to fetch a gap. */
  retry: (gap?: LogGap) => Promise<void>
}

/** A page of history, as `GET /api/v1/channels/{channel}/events` answers. */
export interface HistoryPage {
  events: readonly { seq: number; event: string; data: unknown; timestamp: number | string }[]
  epoch: string
  first_seq: number
  last_seq: number
  next_cursor: number | null
  has_more: boolean
}

export interface HistoryRequest {
  channel: string
  /** Ascending from here, exclusive. */
  after?: number
  /** The newest below here. */
  before?: number
  /** Only events of this name are wanted; what else a page holds is left out by the log. */
  event?: string
  limit: number
  signal: AbortSignal
}

/** Where older events come from, for apps with a history of their own. */
export type FetchHistoryPage = (request: HistoryRequest) => Promise<HistoryPage>

export interface EventLogOptions<T = unknown> {
  channel: string
  /** Only events of this name. @defaultValue every event of the channel */
  event?: string | undefined
  /** Entries held at the live end; the largest of all readers counts. @defaultValue 100_000 */
  capacity?: number
  /**
   * Entries fetched from the history at the start, the newest first; `loadOlder` brings more.
   * @defaultValue 1_000
   */
  preload?: number
  /** @defaultValue 'endpoint' */
  history?: 'endpoint' | 'none' | FetchHistoryPage
  /** The first reader's accessors hold for all readers of the channel. */
  columns?: LogColumns<T> | undefined
  /** @defaultValue false */
  pausedInitially?: boolean
}

/** A log that was opened by hand. */
export interface OpenEventLog<T = unknown> extends EventLog<T> {
  /** Idempotent. */
  release(): void
}
