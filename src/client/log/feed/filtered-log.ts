import type { Entry, LogAccessors } from '../event-log-types.ts'
import { LogContents } from '../store/log-contents.ts'
import { OlderPages, type OlderSource } from '../reader/older-pages.ts'

export interface FilteredLogOptions {
  /** The event's name; undefined for every event. */
  event: string | undefined
  capacity: number
  /** Number of entries to load at the start. */
  preload: number
  columns: LogAccessors
}

/** A log of a channel's feed: the entries of one event, or of all events. */
export class FilteredLog {
  readonly event: string | undefined
  readonly contents: LogContents
  readonly older: OlderPages
  /** The first entries are being loaded. */
  isLoading = true
  /** The first number that this log receives live; null for a log that exists since the feed's start. */
  startsAt: number | null = null
  readonly #preload: number

  constructor(source: OlderSource, options: FilteredLogOptions, signal: AbortSignal) {
    const { event, capacity, preload, columns } = options
    this.event = event
    this.#preload = preload
    this.contents = new LogContents(capacity, columns)
    this.older = new OlderPages(source, this.contents, event, signal)
  }

  wants(entry: Entry): boolean {
    return this.event === undefined || entry.event === this.event
  }

  /** Number of entries to load at the start, at most `capacity`. */
  get preload(): number {
    return Math.min(this.#preload, this.contents.capacity)
  }

  /** True when the log has fewer entries than `preload`, and the history has more. */
  get isShort(): boolean {
    return this.older.hasOlder && this.contents.store.size < this.preload
  }

  loaded(): void {
    this.isLoading = false
    this.contents.changed()
  }
}
