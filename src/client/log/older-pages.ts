import type { FetchHistoryPage, HistoryPage } from '../event-log-types.ts'
import { beyondNewest, fetchPage, pageLength, toEntry } from './history-pages.ts'
import type { LogContents } from './log-contents.ts'
import { firstSeq } from './seq-search.ts'

export interface OlderSource {
  readonly channel: string
  readonly fetchHistory: FetchHistoryPage
  readonly epoch: string | null
}

/** Pages backwards from the oldest entry held. */
export class OlderPages {
  #hasMore = false
  readonly #source: OlderSource
  readonly #contents: LogContents
  readonly #event: string | undefined
  readonly #signal: AbortSignal
  /** The smallest number examined; entries of other events lie between it and the oldest held. */
  #cursor: number | null = null
  #droppedAtCursor = 0
  #loading: Promise<number> | null = null

  /** @param event - the only event that is kept; undefined keeps all */
  constructor(source: OlderSource, contents: LogContents, event: string | undefined, signal: AbortSignal) {
    this.#source = source
    this.#contents = contents
    this.#event = event
    this.#signal = signal
  }

  /** Begins below a number; null when nothing is below. */
  startBelow(seq: number | null, hasMore: boolean): void {
    this.#cursor = seq
    this.#droppedAtCursor = this.#contents.store.dropped
    this.#hasMore = hasMore
  }

  /** There is more below what is held. Numbers of a former count cannot be asked for. */
  get hasOlder(): boolean {
    return (this.#hasMore || this.#wasTrimmed) && !this.#contents.gaps.all.some((gap) => gap.reset)
  }

  /** Older entries have numbers below this one. */
  get before(): number {
    return (this.#wasTrimmed ? null : this.#cursor) ?? firstSeq(this.#contents.store) ?? beyondNewest
  }

  /** Takes in the page below a number. @returns how many of its entries were wanted */
  take(page: HistoryPage, before: number): number {
    const wanted = page.events.filter(
      ({ seq, event }) => seq < before && (this.#event === undefined || event === this.#event),
    )
    this.#contents.insert(this.#contents.store.first, wanted.map(toEntry))
    const oldest = page.events[0]?.seq ?? null
    this.startBelow(oldest, page.has_more && oldest !== null)
    return wanted.length
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
      const index = this.#contents.indexOf(seq)
      if (index !== null) return index
      const oldest = firstSeq(store)
      if (oldest === null || seq > oldest || (await this.load()) === 0) return null
    }
  }

  get #wasTrimmed(): boolean {
    return this.#contents.store.dropped !== this.#droppedAtCursor
  }

  async #load(): Promise<number> {
    const { channel, fetchHistory, epoch } = this.#source
    let loaded = 0
    while (loaded === 0 && this.hasOlder && this.#contents.hasRoom(pageLength)) {
      const { before } = this
      const request = { channel, before, limit: pageLength, signal: this.#signal }
      const page = await fetchPage(fetchHistory, {
        ...request,
        ...(this.#event !== undefined && { event: this.#event }),
      })
      if (this.#signal.aborted) return loaded
      const isForeign = this.#source.epoch !== epoch || (epoch !== null && page.epoch !== epoch)
      if (isForeign) this.startBelow(null, false)
      // What the page would have joined on to may be gone: a hole would be left.
      else if (this.before === before) loaded += this.take(page, before)
    }
    this.#contents.changed()
    return loaded
  }
}
