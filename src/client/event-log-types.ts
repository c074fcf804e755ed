import type { ReadableStore } from './kit-core.ts'

/** One event of a log. */
export interface Entry<T = unknown> {
  /** Contiguous per channel; null for an event that no kit server numbered. */
  seq: number | null
  event: string
  data: T
  /** Epoch ms. */
  timestamp: number
}

export const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type Level = (typeof levels)[number]

/** What a viewer draws of an entry; where it stands in the payload is said by {@link LogColumns}. */
export interface LogLine {
  text: string
  level: Level
  thread: string
  /** Epoch ms. */
  timestamp: number
  seq: number | null
}

/** Accessors from an entry to what a log line shows. */
export interface LogColumns<T = unknown> {
  /** @defaultValue `data.text` */
  text?: (entry: Entry<T>) => string
  /** @defaultValue `data.level` */
  level?: (entry: Entry<T>) => string
  /** @defaultValue `data.thread_id` */
  thread?: (entry: Entry<T>) => string
  /** Epoch ms. @defaultValue `data.timestamp`, else the entry's own */
  timestamp?: (entry: Entry<T>) => number
}

export interface LogQuery {
  levels?: readonly Level[]
  threads?: readonly string[]
  /** Substring; case is ignored unless `matchCase`. */
  text?: string
  matchCase?: boolean
}

export interface LogGap {
  /** `seq` of the last entry before the gap; null when the channel has no numbers. */
  after: number | null
  before: number | null
  /** The absolute index of the first entry after the gap. */
  index: number
}

export type EventLogStatus = 'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling'

export interface EventLogSnapshot {
  status: EventLogStatus
  /** Entries held. */
  size: number
  /** Entries ever appended. */
  total: number
  /** Oldest entries let go for `capacity`; also the absolute index of `at(0)`. */
  dropped: number
  gaps: readonly LogGap[]
  paused: boolean
  error: Error | null
}

/** The hits of a query, kept up to date as the log grows. */
export interface LogQueryResult extends ReadableStore<{ size: number; dropped: number; done: boolean }> {
  readonly size: number
  /** The absolute index in the log of hit `i`. */
  indexAt(i: number): number
  dispose(): void
}

/** A bounded log outside React. Absolute indexes count every entry ever appended; `at(0)` is the oldest held. */
export interface EventLog<T = unknown> extends ReadableStore<EventLogSnapshot> {
  readonly size: number
  at(index: number): Entry<T> | undefined
  slice(start: number, end: number): Entry<T>[]
  /** The line at an index relative to the oldest held, without building an entry. */
  line(index: number): LogLine | undefined
  query(query: LogQuery): LogQueryResult
  export(options: { format: 'text' | 'ndjson' | 'csv'; filter?: LogQuery }): Promise<Blob>
}
