import type { FeedRecord, NewFeedRecord } from '../../inspector/index.ts'

/** The bounds of a ring. */
export interface FeedRingLimits {
  records: number
  /** Characters of all texts of the records together; payloads are most of them. */
  characters: number
}

export const feedLimits: FeedRingLimits = { records: 10_000, characters: 16_000_000 }

/** The newest records. Their ids are contiguous; the oldest falls out at either bound, and is counted. */
export class FeedRing {
  readonly #limits: FeedRingLimits
  /** Before `#head` are removed ones. */
  #records: (FeedRecord | undefined)[] = []
  #head = 0
  #characters = 0
  #lastId = 0

  constructor(limits: FeedRingLimits = feedLimits) {
    this.#limits = limits
  }

  /** Count of kept records. */
  get size(): number {
    return this.#records.length - this.#head
  }

  /** Count of records that fell out. */
  get dropped(): number {
    return this.#lastId - this.size
  }

  /** The id of the newest record; 0 before the first. */
  get lastId(): number {
    return this.#lastId
  }

  add(record: NewFeedRecord, at: number): FeedRecord {
    this.#lastId += 1
    const added = { id: this.#lastId, at, ...record }
    this.#records.push(added)
    this.#characters += lengthOf(added)
    // The newest stays, however long it is.
    while (
      this.size > 1 &&
      (this.size > this.#limits.records || this.#characters > this.#limits.characters)
    ) {
      this.#dropOldest()
    }
    return added
  }

  /** The records after an id, oldest first. @param most - count of records at most */
  after(id: number, most = Infinity): FeedRecord[] {
    const start = this.#head + Math.max(0, id - this.dropped)
    return this.#records.slice(start, start + most) as FeedRecord[]
  }

  #dropOldest(): void {
    const oldest = this.#records[this.#head]
    if (oldest) this.#characters -= lengthOf(oldest)
    this.#records[this.#head] = undefined
    this.#head += 1
    // Moving the rest costs as much as adding it did.
    if (this.#head > this.#records.length / 2) {
      this.#records = this.#records.slice(this.#head)
      this.#head = 0
    }
  }
}

function lengthOf({ channels, event, sender, socketId, data, note }: FeedRecord): number {
  const texts = [...channels, event, sender, socketId, data, note]
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)
}
