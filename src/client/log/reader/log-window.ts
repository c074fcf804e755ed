import { levels } from '../event-log-types.ts'
import type { Chunk } from '../store/chunk.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { Boundary } from '../store/insert-journal.ts'
import type { LogContents } from '../store/log-contents.ts'

/** A `seq` that no entry has. */
const unnumbered = -1

/** Pause and clear positions of a reader, to restore them on another store of the channel. */
export interface WindowMarks {
  /** `seq` of the newest entry shown; null when not paused. */
  readonly pausedAfter: number | null
  /** `seq` of the newest cleared entry; null when none is cleared. */
  readonly clearedTo: number | null
}

/** The part of a shared log that one reader shows: from the last `clear()` to the last `pause()`. */
export class LogWindow {
  readonly #contents: LogContents
  #from: Boundary | null = null
  #to: Boundary | null = null
  #isReadingOlder = false
  #isHolding = false
  #isClosed = false

  constructor(contents: LogContents) {
    this.#contents = contents
  }

  get store(): EntryStore {
    return this.#contents.store
  }

  get first(): number {
    return Math.min(this.store.end, Math.max(this.store.first, this.#from?.index ?? this.store.first))
  }

  get end(): number {
    return Math.max(this.first, Math.min(this.store.end, this.#to?.index ?? this.store.end))
  }

  /** Number of held entries before the last `clear()`. */
  get cleared(): number {
    return this.first - this.store.first
  }

  get isPaused(): boolean {
    return this.#to !== null
  }

  /** Held lines per level, in the order of `levels`. */
  get counts(): readonly number[] {
    const { store, first, end } = this
    if (first === store.first && end === store.end) return [...store.counts]
    const counts = levels.map(() => 0)
    for (let index = first; index < end;) {
      const chunk = store.chunkAt(index) as Chunk
      const stop = Math.min(end, chunk.start + chunk.length)
      for (let row = index - chunk.start; row < stop - chunk.start; row += 1) {
        const rank = chunk.levels[row] as number
        counts[rank] = (counts[rank] as number) + 1
      }
      index = stop
    }
    return counts
  }

  pause(): void {
    this.#to = this.#boundary(this.store.end)
    this.#hold()
  }

  resume(): void {
    this.#to = null
    this.#hold()
  }

  /** Hides all current entries; a paused window stays paused and empty. */
  clear(): void {
    this.#from = this.#boundary(this.end)
    this.#contents.changed()
  }

  undoClear(): void {
    this.#from = null
    this.#contents.changed()
  }

  readOlder(isReading: boolean): void {
    if (isReading) this.#from = null
    this.#isReadingOlder = isReading
    this.#hold()
  }

  /** The reader is hidden or unmounted: until {@link reopen} it does not raise the log's limit. */
  close(): void {
    this.#isClosed = true
    this.#isReadingOlder = false
    this.#hold()
  }

  reopen(): void {
    this.#isClosed = false
    this.#hold()
  }

  /** The pause and clear positions, as numbers. */
  get marks(): WindowMarks {
    return {
      pausedAfter: this.#to && this.#seqBefore(this.end),
      clearedTo: this.#from && this.#seqBefore(this.first),
    }
  }

  /** Restores the positions of a window on a former store of the same epoch. A number that is not held is ignored. */
  restore({ pausedAfter, clearedTo }: WindowMarks): void {
    const cleared = this.#indexAfter(clearedTo)
    if (cleared !== null) this.#from = this.#boundary(cleared)
    if (pausedAfter === null) return
    this.#to = this.#boundary(this.#indexAfter(pausedAfter) ?? this.store.end)
    this.#hold()
  }

  #boundary(index: number): Boundary {
    return new Boundary(this.#contents.inserts, index)
  }

  #seqBefore(end: number): number {
    for (let index = end - 1; index >= this.store.first; index -= 1) {
      const seq = this.store.line(index)?.seq ?? null
      if (seq !== null) return seq
    }
    return unnumbered
  }

  #indexAfter(seq: number | null): number | null {
    const held = seq === null ? null : this.#contents.indexOf(seq)
    return held === null ? null : held + 1
  }

  #hold(): void {
    const holding = !this.#isClosed && (this.isPaused || this.#isReadingOlder)
    if (holding !== this.#isHolding) {
      this.#isHolding = holding
      this.#contents.held += holding ? 1 : -1
    }
    // For a hidden reader, entries are kept until the next append.
    if (!this.#isClosed) this.#contents.trim()
  }
}
