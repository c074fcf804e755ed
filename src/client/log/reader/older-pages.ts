import type { HistoryPage } from '../event-log-types.ts'
import { StuckHistoryError } from '../feed/history-client.ts'
import {
  beyondNewest,
  cursorBelow,
  fetchPage,
  type HistorySource,
  pageLength,
  toEntry,
} from '../feed/history-pages.ts'
import type { LogContents } from '../store/log-contents.ts'
import { firstSeq } from '../store/seq-search.ts'

export interface OlderSource extends HistorySource {
  readonly epoch: string | null
}

/** Loads pages before the oldest held entry. */
export class OlderPages {
  #hasMore = false
  readonly #source: OlderSource
  readonly #contents: LogContents
  readonly #event: string | undefined
  readonly #signal: AbortSignal
  /** The smallest examined number; it may be that of another event, below the oldest held entry. */
  #cursor: number | null = null
  #droppedAtCursor = 0
  #loading: Promise<number> | null = null

  /** @param event - the name of the kept event; undefined keeps all events */
  constructor(source: OlderSource, contents: LogContents, event: string | undefined, signal: AbortSignal) {
    this.#source = source
    this.#contents = contents
    this.#event = event
    this.#signal = signal
  }

  /** Sets the position to load from; null for none. */
  startBelow(seq: number | null, hasMore: boolean): void {
    this.#cursor = seq
    this.#droppedAtCursor = this.#contents.store.dropped
    this.#hasMore = hasMore
  }

  /** True when older entries can be loaded. Entries of a former epoch cannot be requested. */
  get hasOlder(): boolean {
    return (this.#hasMore || this.#wasTrimmed) && !this.#contents.gaps.all.some((gap) => gap.reset)
  }

  /** Older entries have numbers below this one. */
  get before(): number {
    return (this.#wasTrimmed ? null : this.#cursor) ?? firstSeq(this.#contents.store) ?? beyondNewest
  }

  /**
   * Inserts the page before a number.
   *
   * @returns how many of its entries matched
   * @throws {@link HistoryError} when it has more, but its cursor does not advance
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

  /** @returns how many entries were loaded; 0 at the beginning of the channel */
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

  /** Marks entries that cannot be paged as a gap, which can be fetched with `after`. */
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
    const { epoch } = this.#source
    let loaded = 0
    while (loaded === 0 && this.hasOlder && this.#contents.hasRoom(pageLength)) {
      const { before } = this
      const page = await fetchPage(this.#source, {
        before,
        limit: pageLength,
        signal: this.#signal,
        ...(this.#event !== undefined && { event: this.#event }),
      })
      if (this.#signal.aborted) return loaded
      const isForeign = this.#source.epoch !== epoch || (epoch !== null && page.epoch !== epoch)
      if (isForeign) this.startBelow(null, false)
      // Otherwise the adjacent entries were dropped in the meantime, and the page would leave a gap.
      else if (this.before === before) loaded += this.take(page, before)
    }
    this.#contents.changed()
    return loaded
  }
}
