import type { FetchHistoryPage, HistoryPage, LogGap } from '../event-log-types.ts'
import { GapRetries } from './gap-retries.ts'
import { asHistoryError, beyondNewest, pageLength, pause, toEntry } from './history-pages.ts'
import type { LogContents } from './log-contents.ts'
import { heal, type HealedFeed } from './log-healing.ts'
import { OlderPages, type OlderSource } from './older-pages.ts'
import { firstSeq } from './seq-search.ts'

/** Checks without a find before a polling log is called live again. */
const pollingPatience = 20

/** How often the first page is asked for, with pauses of 1, 2, 4 … s. */
const firstAttempts = 6

/** First pause before more older pages are asked for again, ms; it doubles. */
const olderRetry = 1000

export interface HistoryFeed extends HealedFeed, OlderSource {
  /** Events pass from here on. */
  open(): void
  reportError(error: Error): void
  reportGap(gap: { after: number; before: number; durationMs: number }): void
}

export interface FeedHistoryOptions {
  fetch: FetchHistoryPage
  enabled: boolean
  /** Entries wanted at the start. */
  preload: number
  signal: AbortSignal
}

/** Everything that a feed asks of its channel's history: the first page, holes, older pages, and the tail. */
export class FeedHistory {
  readonly older: OlderPages
  error: Error | null = null
  isLoading = true
  /** True while a hole is being fetched that a reader should know of. */
  isHealing = false
  #isDenied = false
  #finds = 0
  #healing: Promise<void> | null = null
  #healAgain = false
  readonly #feed: HistoryFeed
  readonly #contents: LogContents
  readonly #options: FeedHistoryOptions
  readonly #retries: GapRetries

  constructor(feed: HistoryFeed, contents: LogContents, options: FeedHistoryOptions) {
    this.#feed = feed
    this.#contents = contents
    this.#options = options
    this.older = new OlderPages(feed, contents, options.signal)
    this.#retries = new GapRetries(feed, contents, {
      signal: options.signal,
      canAsk: () => this.canAsk,
      healTail: async (silent) => {
        await this.heal({ silent })
        return this.error === null
      },
      attempt: this.#attempt,
    })
  }

  /** True when missing numbers can be asked for. */
  get canAsk(): boolean {
    return this.#options.enabled && !this.#isDenied && this.#feed.tracker.next !== null
  }

  /** The history brings events that the wire should have brought, again and again. */
  get isPolling(): boolean {
    return this.#finds > 1
  }

  /** The wire brought an event. */
  wireWorks(): void {
    this.#finds = 0
  }

  async loadFirst(): Promise<void> {
    const { enabled, preload, signal, fetch } = this.#options
    const { channel, tracker, capacity } = this.#feed
    const limit = Math.max(1, Math.min(pageLength, preload, capacity))
    if (!enabled) this.#loaded()
    const attempts = enabled ? firstAttempts : 0
    for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
      if (attempt > 0) await pause(1000 * 2 ** (attempt - 1), signal)
      try {
        const before = firstSeq(this.#contents.store) ?? tracker.earliest ?? tracker.next ?? beyondNewest
        const page = await fetch({ channel, before, limit, signal })
        if (!signal.aborted) this.#takeFirst(page)
        return
      } catch (error) {
        this.#failed(error)
        this.#loaded()
        if (this.#isDenied) return
      }
    }
  }

  /** Fetches what is missing after the last number seen; one healing at a time. */
  heal({ after: wait = 0, since = Date.now(), silent = false } = {}): Promise<void> {
    if (this.#healing) {
      this.#healAgain = true
      return this.#healing
    }
    this.isHealing = !silent
    this.#contents.changed()
    this.#healing = this.#heal(wait, since).finally(() => {
      this.#healing = null
      this.isHealing = false
      this.#contents.changed()
      if (this.#healAgain && !this.#options.signal.aborted) {
        this.#healAgain = false
        void this.heal()
      }
    })
    return this.#healing
  }

  /** A lost last event makes no jump: asks whether the history has more than was seen. */
  async checkTail(): Promise<void> {
    const { tracker } = this.#feed
    if (!this.canAsk || this.#healing) return
    const before = tracker.next
    await this.heal({ silent: true })
    const found = tracker.next !== before
    this.#finds = found ? (this.#finds === 0 ? 1 : pollingPatience) : Math.max(0, this.#finds - 1)
    this.#contents.changed()
  }

  /** Tries everything once more that failed before, or one gap. */
  async retry(gap?: LogGap): Promise<void> {
    this.#isDenied = false
    if (this.error && this.#contents.store.size === 0) await this.loadFirst()
    for (const each of gap ? [gap] : this.#contents.gaps.all) await this.#retries.retry(each)
  }

  #attempt = async (fetch: () => Promise<unknown>, silent: boolean): Promise<boolean> => {
    this.isHealing = !silent
    this.#contents.changed()
    try {
      await fetch()
      this.error = null
      return true
    } catch (error) {
      this.#failed(error)
      return false
    } finally {
      this.isHealing = false
      this.#contents.changed()
    }
  }

  async #heal(wait: number, since: number): Promise<void> {
    const { tracker } = this.#feed
    const { signal } = this.#options
    const after = (tracker.next ?? 1) - 1
    const marked = this.#markedGaps
    let healed = 0
    if (wait > 0) await pause(wait, signal)
    if (signal.aborted) return
    if (this.canAsk) {
      try {
        healed = await heal(this.#feed, signal)
        this.error = null
      } catch (error) {
        this.#failed(error)
      }
    }
    if (signal.aborted) return
    if (this.error || !this.canAsk) this.#giveUp(after)
    this.#retries.retryLater(this.error === null)
    const before = tracker.next ?? after + 1
    if (healed > 0 || this.#markedGaps > marked) {
      this.#feed.reportGap({ after, before, durationMs: Date.now() - since })
    }
  }

  stop(): void {
    this.#retries.stop()
  }

  get #markedGaps(): number {
    return this.#contents.gaps.all.filter((gap) => gap.after !== null).length
  }

  /** Marks what could not be fetched, and shows what waited behind it. */
  #giveUp(after: number): void {
    const { tracker } = this.#feed
    const { earliest } = tracker
    const cause = this.canAsk ? 'failed' : 'pruned'
    if (earliest !== null) {
      this.#feed.markGap((tracker.next ?? earliest) - 1, earliest, cause)
      this.#feed.append(tracker.continueAt(earliest))
    } else if (tracker.next === after + 1) {
      this.#feed.markGap(after, null, cause)
    }
  }

  #takeFirst(page: HistoryPage): void {
    const { tracker } = this.#feed
    this.error = null
    this.#isDenied = false
    tracker.epoch ??= page.epoch
    const entries = page.events.map(toEntry)
    const wanted = entries.filter((entry) => this.#feed.wants(entry))
    this.#contents.insert(this.#contents.store.first, wanted)
    this.older.startBelow(entries[0]?.seq ?? null, page.has_more)
    if (tracker.next === null) {
      const next = Math.max(entries.at(-1)?.seq ?? 0, page.last_seq) + 1
      this.#feed.append(tracker.continueAt(next))
    }
    this.#loaded()
    void this.#preloadOlder()
  }

  async #preloadOlder(): Promise<void> {
    const wanted = Math.min(this.#options.preload, this.#feed.capacity)
    const { signal } = this.#options
    for (let failures = 0; failures < firstAttempts && !this.#isDenied && !signal.aborted;) {
      try {
        if (this.#contents.store.size >= wanted || (await this.older.load()) === 0) return
        failures = 0
        this.error = null
      } catch (error) {
        this.#failed(error)
        await pause(olderRetry * 2 ** failures, signal)
        failures += 1
      }
    }
  }

  #loaded(): void {
    this.isLoading = false
    this.#feed.open()
    this.#contents.changed()
  }

  #failed(error: unknown): void {
    if (this.#options.signal.aborted) return
    const failure = asHistoryError(error, this.#feed.channel)
    this.error = failure
    this.#isDenied = failure.isFinal
    this.#feed.reportError(failure)
    this.#contents.changed()
  }
}
