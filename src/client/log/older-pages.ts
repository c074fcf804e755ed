import type { Entry, FetchHistoryPage } from '../event-log-types.ts'
import { beyondNewest, fetchPage, pageLength, toEntry } from './history-pages.ts'
import type { LogContents } from './log-contents.ts'
import { firstSeq, indexOfSeq } from './seq-search.ts'

export interface OlderSource {
  readonly channel: string
  readonly fetchHistory: FetchHistoryPage
  readonly epoch: string | null
  /** Keeps the reader's event only. */
  wants(entry: Entry): boolean
}

/** Pages backwards from the oldest entry held. */
export class OlderPages {
  #hasMore = false
  readonly #source: OlderSource
  readonly #contents: LogContents
  readonly #signal: AbortSignal
  /** The smallest number examined; entries of other events lie between it and the oldest held. */
  #cursor: number | null = null
  #droppedAtCursor = 0
  #loading: Promise<number> | null = null

  constructor(source: OlderSource, contents: LogContents, signal: AbortSignal) {
    this.#source = source
    this.#contents = contents
    this.#signal = signal
  }

  /** Begins below a number; null when nothing is below. */
  startBelow(seq: number | null, hasMore: boolean): void {
    this.#cursor = seq
    this.#droppedAtCursor = this.#contents.store.dropped
    this.#hasMore = hasMore
  }

  /** There is more below what is held. */
  get hasOlder(): boolean {
    return this.#hasMore || this.#wasTrimmed
  }

  /** @returns how many entries came; 0 at the beginning of the channel */
  load(): Promise<number> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null
    })
    return this.#loading
  }

  /** Loads until the entry is held. @returns its absolute index, or null when there is none */
  async seek(seq: number): Promise<number | null> {
    const { store } = this.#contents
    for (;;) {
      const index = indexOfSeq(store, seq)
      if (index !== null) return index
      const oldest = firstSeq(store)
      if (oldest === null || seq > oldest || (await this.load()) === 0) return null
    }
  }

  get #wasTrimmed(): boolean {
    return this.#contents.store.dropped !== this.#droppedAtCursor
  }

  get #before(): number {
    return (this.#wasTrimmed ? null : this.#cursor) ?? firstSeq(this.#contents.store) ?? beyondNewest
  }

  async #load(): Promise<number> {
    const { channel, fetchHistory } = this.#source
    let loaded = 0
    while (loaded === 0 && this.hasOlder && this.#contents.hasRoom(pageLength)) {
      const before = this.#before
      const request = { channel, before, limit: pageLength, signal: this.#signal }
      const page = await fetchPage(fetchHistory, request)
      if (this.#signal.aborted) return loaded
      const foreign = this.#source.epoch !== null && Boolean(page.epoch) && page.epoch !== this.#source.epoch
      const entries = page.events.filter((event) => event.seq < before).map(toEntry)
      if (foreign || page.events.length === 0) {
        this.startBelow(null, false)
        break
      }
      const wanted = entries.filter((entry) => this.#source.wants(entry))
      this.#contents.insert(this.#contents.store.first, wanted)
      this.startBelow(page.events[0]?.seq ?? null, page.has_more)
      loaded += wanted.length
    }
    this.#contents.changed()
    return loaded
  }
}
