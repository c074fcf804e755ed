import type { FetchHistoryPage, HistoryPage } from '../event-log-types.ts'
import { StuckHistoryError } from '../feed/history-client.ts'
import { beyondNewest, cursorBelow, fetchPage, pageLength, toEntry } from '../feed/history-pages.ts'
import type { LogContents } from '../store/log-contents.ts'
import { firstSeq } from '../store/seq-search.ts'

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

  /**
   * Takes in the page below a number.
   *
   * @returns how many of its entries were wanted
   * @throws {@link HistoryError} when it says that there is more, and does not go down
   */
  take(page: HistoryPage, before: number): number {
    const wanted = page.events.filter(
      ({ seq, event }) => seq < before && (this.#event === undefined || event === this.#event),
    )
    this.#contents.prepend(wanted.map(toEntry))
    const cursor = cursorBelow(page, before)
    this.startBelow(cursor ?? before, page.has_more && cursor !== null)
    if (page.has_more && cursor === null) {
      this.#markBelow(page, before)
      throw new StuckHistoryError(this.#source.channel, page.next_cursor)
    }
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

  /** What cannot be had page by page can be asked for as a gap. */
  #markBelow({ first_seq }: HistoryPage, before: number): void {
    if (before === beyondNewest || !(first_seq < before)) return
    const after = first_seq - 1
    const gap = { after, before, durationMs: 0, failed: false, reset: false, canRetry: true }
    this.#contents.addGap(gap, this.#contents.store.first)
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
