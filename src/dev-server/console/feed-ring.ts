import type { FeedRecord, NewFeedRecord } from '../../inspector/index.ts'

/** The limits of a ring. */
export interface FeedRingLimits {
  records: number
  /** Maximum characters of all records, mostly in payloads. */
  characters: number
}

export const feedLimits: FeedRingLimits = { records: 10_000, characters: 16_000_000 }

/** The newest records, with contiguous ids. At either limit, the oldest record is removed and counted. */
export class FeedRing {
  readonly #limits: FeedRingLimits
  /** Entries before `#head` are removed records. */
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

  /** Count of removed records. */
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
    // The newest record is always kept, regardless of its length.
    while (
      this.size > 1 &&
      (this.size > this.#limits.records || this.#characters > this.#limits.characters)
    ) {
      this.#dropOldest()
    }
    return added
  }

  /** The records after an id, oldest first. @param most - maximum count of records */
  after(id: number, most = Infinity): FeedRecord[] {
    const start = this.#head + Math.max(0, id - this.dropped)
    return this.#records.slice(start, start + most) as FeedRecord[]
  }

  #dropOldest(): void {
    const oldest = this.#records[this.#head]
    if (oldest) this.#characters -= lengthOf(oldest)
    this.#records[this.#head] = undefined
    this.#head += 1
    // Compacts when half is removed, so that the cost per added record stays constant.
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
