import type { Entry, LogAccessors, LogGap } from '../event-log-types.ts'
import { EntryStore } from './entry-store.ts'
import { GapList } from './gap-list.ts'
import { InsertJournal } from './insert-journal.ts'
import type { FormerHits } from '../search/line-search.ts'
import { RenderThrottle } from './render-throttle.ts'
import { RateMeter } from './rate-meter.ts'
import { indexOfSeq } from './seq-search.ts'

/** The clock is read once for so many entries, or when the rate is read: on a fast log it is a large part of the work. */
const entriesPerReading = 32

/** The contents of a log, independent of their source: entries, gaps, and the throttled publication of changes. */
export class LogContents {
  readonly store: EntryStore
  readonly gaps = new GapList()
  readonly inserts = new InsertJournal()
  readonly paint: RenderThrottle
  readonly #meter = new RateMeter()
  /** Entries that the meter does not count yet. */
  #uncounted = 0
  /** The last finished search, from which a narrower one can start. */
  former: FormerHits | null = null
  lastEntryAt: number | null = null
  /** Increases with every change. */
  version = 0
  /** Number of readers that are paused or show older pages; then the log may hold twice its capacity. */
  held = 0
  #capacity: number

  constructor(capacity: number, columns: LogAccessors) {
    this.#capacity = capacity
    this.store = new EntryStore(columns)
    this.paint = new RenderThrottle(() => this.rate)
  }

  get capacity(): number {
    return this.#capacity
  }

  /** The largest `capacity` of all readers applies. */
  raiseCapacity(capacity: number): void {
    this.#capacity = Math.max(this.#capacity, capacity)
  }

  /** The absolute index of the entry with this number in the current epoch, or null. */
  indexOf(seq: number): number | null {
    const { first } = this.store
    const reset = this.gaps.all.findLast((gap) => gap.reset)
    return indexOfSeq(this.store, seq, Math.max(first, reset?.index ?? first))
  }

  append(entry: Entry): void {
    this.store.append(entry)
    this.#uncounted += 1
    if (this.#uncounted === entriesPerReading) this.#count()
    this.lastEntryAt = Date.now()
    if (this.store.size > this.#limit) this.trim()
    else this.changed()
  }

  /** Entries of the last second. */
  get rate(): number {
    return this.#meter.rate(this.#count())
  }

  /** @returns the time, ms of `performance.now()` */
  #count(): number {
    const now = performance.now()
    this.#meter.add(this.#uncounted, now)
    this.#uncounted = 0
    return now
  }

  /** Inserts entries of a gap before its marker; older entries move down. */
  insert(marker: LogGap, entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const at = marker.index
    this.store.insert(at, entries)
    this.gaps.moveDown(marker, entries.length)
    this.inserts.add(at, entries.length)
    this.trim()
  }

  /** Inserts older entries before all others. */
  prepend(entries: readonly Entry[]): void {
    if (entries.length === 0) return
    this.store.insert(this.store.first, entries)
    this.trim()
  }

  addGap(gap: Omit<LogGap, 'index'>, index = this.store.end): void {
    this.gaps.add({ ...gap, index })
    this.changed()
  }

  get #limit(): number {
    return this.held > 0 ? this.#capacity * 2 : this.#capacity
  }

  hasRoom(count: number): boolean {
    return this.store.size + count <= Math.max(this.#limit, count)
  }

  trim(): void {
    this.store.trim(this.#limit)
    this.gaps.dropBelow(this.store.first)
    this.changed()
  }

  changed(): void {
    this.version += 1
    this.paint.request()
  }
}
