/** Maximum number of remembered insertions; positions of older views and pauses cannot be mapped. */
const remembered = 1000

interface Insertion {
  /** Entries below this index moved down. */
  at: number
  /** The number of positions that they moved by. */
  count: number
}

/** Records insertions, to map earlier indices to current ones. */
export class InsertJournal {
  #insertions: Insertion[] = []
  #forgotten = 0

  /** Number of insertions so far. */
  get length(): number {
    return this.#forgotten + this.#insertions.length
  }

  add(at: number, count: number): void {
    this.#insertions.push({ at, count })
    if (this.#insertions.length <= remembered) return
    this.#insertions.shift()
    this.#forgotten += 1
  }

  /**
   * The current index of the entry that had `index` after the first `since` insertions; null when that is too long
   * ago.
   */
  indexNow(index: number, since: number): number | null {
    if (since === this.length) return index
    if (since < this.#forgotten) return null
    let now = index
    for (let place = since - this.#forgotten; place < this.#insertions.length; place += 1) {
      const { at, count } = this.#insertions[place] as Insertion
      if (now < at) now -= count
    }
    return now
  }
}

/** A position between two entries, which stays after its preceding entry when others are inserted. */
export class Boundary {
  readonly #journal: InsertJournal
  #index: number
  #since: number

  constructor(journal: InsertJournal, index: number) {
    this.#journal = journal
    this.#index = index
    this.#since = journal.length
  }

  /** The absolute index of the entry after the boundary; null when it cannot be mapped. */
  get index(): number | null {
    if (this.#since === this.#journal.length) return this.#index
    const before = this.#journal.indexNow(this.#index - 1, this.#since)
    if (before === null) return null
    this.#index = before + 1
    this.#since = this.#journal.length
    return this.#index
  }
}
