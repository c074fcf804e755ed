import type { Entry, LogAccessors } from '../event-log-types.ts'
import { LogContents } from '../store/log-contents.ts'
import { OlderPages, type OlderSource } from '../reader/older-pages.ts'

export interface FilteredLogOptions {
  /** Undefined for every event. */
  event: string | undefined
  capacity: number
  /** Entries wanted at the start. */
  preload: number
  columns: LogAccessors
}

/** One of the logs that a channel's feed fills: the entries of one event, or of all of them. */
export class FilteredLog {
  readonly event: string | undefined
  readonly contents: LogContents
  readonly older: OlderPages
  /** Its first entries are on their way. */
  isLoading = true
  /** The first number that is passed to it; null for a log that was there from the feed's start. */
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

  /** Entries wanted at the start, as far as there is room for them. */
  get preload(): number {
    return Math.min(this.#preload, this.contents.capacity)
  }

  /** Fewer entries are here than were wanted, and the history has more. */
  get isShort(): boolean {
    return this.older.hasOlder && this.contents.store.size < this.preload
  }

  loaded(): void {
    this.isLoading = false
    this.contents.changed()
  }
}
