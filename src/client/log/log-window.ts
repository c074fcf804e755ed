import { levels } from '../event-log-types.ts'
import type { Chunk } from './chunk.ts'
import type { EntryStore } from './entry-store.ts'
import type { LogContents } from './log-contents.ts'

/** The part of a shared log that one reader sees: what it has not cleared, up to where it paused. */
export class LogWindow {
  readonly #contents: LogContents
  readonly #stopInserts: () => void
  #from: number | null = null
  #to: number | null = null
  #isReadingOlder = false
  #isHolding = false

  constructor(contents: LogContents) {
    this.#contents = contents
    this.#stopInserts = contents.onInsert((at, count) => {
      if (this.#from !== null && this.#from < at) this.#from -= count
      // What is put in at the very end of a paused window came after the pause.
      if (this.#to !== null && this.#to <= at) this.#to -= count
    })
  }

  get store(): EntryStore {
    return this.#contents.store
  }

  get first(): number {
    return Math.min(this.store.end, Math.max(this.store.first, this.#from ?? this.store.first))
  }

  get end(): number {
    return Math.max(this.first, Math.min(this.store.end, this.#to ?? this.store.end))
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
    this.#to = this.store.end
    this.#hold()
  }

  resume(): void {
    this.#to = null
    this.#hold()
  }

  /** Nothing that is held now is shown any more; a paused window stays paused and empty. */
  clear(): void {
    this.#from = this.end
    this.#contents.changed()
  }

  readOlder(isReading: boolean): void {
    if (isReading) this.#from = null
    this.#isReadingOlder = isReading
    this.#hold()
  }

  close(): void {
    this.#to = null
    this.#isReadingOlder = false
    this.#hold()
    this.#stopInserts()
  }

  #hold(): void {
    const holding = this.isPaused || this.#isReadingOlder
    if (holding !== this.#isHolding) {
      this.#isHolding = holding
      this.#contents.held += holding ? 1 : -1
    }
    this.#contents.trim()
  }
}
