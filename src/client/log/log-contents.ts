import type { Entry, LogColumns, LogGap } from '../event-log-types.ts'
import { EntryStore } from './entry-store.ts'
import { GapList } from './gap-list.ts'
import type { FormerHits } from './line-search.ts'
import { PaintWindow } from './paint-window.ts'
import { RateMeter } from './rate-meter.ts'
import { indexOfSeq } from './seq-search.ts'

/** What a log holds, apart from where it comes from: entries, gap markers, and when to tell of changes. */
export class LogContents {
  readonly store: EntryStore
  readonly gaps = new GapList()
  readonly paint: PaintWindow
  readonly meter = new RateMeter()
  /** The last finished search, for a narrower one to start from. */
  former: FormerHits | null = null
  lastEntryAt: number | null = null
  /** Grows with every change. */
  version = 0
  /** Readers that look at older pages, or have paused: meanwhile the log may hold twice its capacity. */
  held = 0
  readonly #insertListeners = new Set<(at: number, count: number) => void>()
  #capacity: number

  constructor(capacity: number, columns: LogColumns) {
    this.#capacity = capacity
    this.store = new EntryStore(columns)
    this.paint = new PaintWindow(() => this.meter.rate(Date.now()))
  }

  get capacity(): number {
    return this.#capacity
  }

  /** The largest of all readers counts. */
  raiseCapacity(capacity: number): void {
    this.#capacity = Math.max(this.#capacity, capacity)
  }

  /** The absolute index of the entry with this number, or null. A server that counted anew has only the new ones. */
  indexOf(seq: number): number | null {
    const { first } = this.store
    const reset = this.gaps.all.findLast((gap) => gap.reset)
    return indexOfSeq(this.store, seq, Math.max(first, reset?.index ?? first))
  }

  append(entry: Entry): void {
    this.store.append(entry)
    const now = Date.now()
    this.meter.add(1, now)
    this.lastEntryAt = now
    if (this.store.size > this.#limit) this.trim()
    else this.changed()
  }

  /** Puts entries before the entry at `at`; indices of older ones move down. */
  insert(at: number, entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const inside = at > this.store.first
    this.store.insert(at, entries)
    if (inside) {
      this.gaps.moveDown(at, entries.length)
      for (const listener of this.#insertListeners) listener(at, entries.length)
    }
    this.trim()
  }

  onInsert(listener: (at: number, count: number) => void): () => void {
    this.#insertListeners.add(listener)
    return () => this.#insertListeners.delete(listener)
  }

  addGap(gap: Omit<LogGap, 'index'>): void {
    this.gaps.add({ ...gap, index: this.store.end })
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
