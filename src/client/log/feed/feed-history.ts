import type { HistoryPage, LogGap } from '../event-log-types.ts'
import type { FilteredLog } from './filtered-log.ts'
import type { FilteredLogs } from './filtered-logs.ts'
import { preloadOlder } from './feed-preload.ts'
import { GapRetries } from './gap-retries.ts'
import type { EpochOfHistory } from './other-epochs.ts'
import { StuckHistoryError } from './history-client.ts'
import { asHistoryError, beyondNewest, fetchPage, pageLength } from './history-pages.ts'
import { heal, type Healed, type HealedFeed, isEmptyHistory, passWaiting } from './log-healing.ts'

/** Number of checks without new events before the status changes from `polling` back to `live`. */
const checksUntilLive = 20

/** Attempts to fetch the first page, with pauses of 1, 2, 4 … s. */
const firstAttempts = 6

/** Whole ms since a time of `performance.now()`, which changes of the system clock do not affect. */
export function elapsed(since: number | null): number {
  return since === null ? 0 : Math.round(performance.now() - since)
}

export interface HistoryFeed extends HealedFeed {
  readonly logs: FilteredLogs
  readonly epoch: string | null
  /** From then on, events are shown immediately. */
  open(): void
  /** Removes the gap at the live end after this number. */
  closeGap(after: number): void
  /** The position in the queue of events that wait for the history's epoch. */
  readonly undecided: number
  decide(mark: number, history: EpochOfHistory): void
  /** The received events have another epoch than the history, which has no events. */
  markForeignStart(): void
  reportError(error: Error): void
  reportGap(gap: { after: number; before: number; durationMs: number }): void
}

export interface FeedHistoryOptions {
  enabled: boolean
  signal: AbortSignal
}

/** The history requests of a feed: the first page, missing events, and checks for new ones. */
export class FeedHistory {
  error: Error | null = null
  /** The first page is being fetched. */
  isLoading = true
  /** True while missing events are being fetched, except in silent checks. */
  isHealing = false
  #isDenied = false
  #finds = 0
  #healing: Promise<void> | null = null
  #healAgain = false
  #loadingFirst: Promise<void> | null = null
  #hasFirst = false
  #preloading: Promise<void> | null = null
  readonly #feed: HistoryFeed
  readonly #options: FeedHistoryOptions
  readonly #retries: GapRetries

  constructor(feed: HistoryFeed, options: FeedHistoryOptions) {
    this.#feed = feed
    this.#options = options
    this.#retries = new GapRetries(feed, {
      signal: options.signal,
      canAsk: () => this.canAsk,
      healTail: async (silent) => {
        await this.heal({ silent })
        return this.error === null
      },
      attempt: this.#attempt,
    })
  }

  /** True when missing events can be requested. */
  get canAsk(): boolean {
    return this.#options.enabled && !this.#isDenied && this.#feed.tracker.next !== null
  }

  /** True when the history repeatedly has events that were not received over the connection. */
  get isPolling(): boolean {
    return this.#finds > 1
  }

  /** An event was received over the connection. */
  onLive(): void {
    this.#finds = 0
  }

  /** The first page was read. */
  get hasFirst(): boolean {
    return this.#hasFirst
  }

  /** Settles when the running request for the first page ends; null without one. */
  get loadingFirst(): Promise<void> | null {
    return this.#loadingFirst
  }

  /** Fills a log that was added after the first page. */
  loadStart(log: FilteredLog): void {
    if (this.isLoading) return
    log.startsAt = this.#feed.tracker.next
    if (this.#feed.logs.copyInto(log) || !this.canAsk) log.loaded()
    else log.older.startBelow(log.startsAt, true)
    void this.#preload()
  }

  /** Fetches the newest page, with retries. */
  loadFirst(): Promise<void> {
    if (!this.#options.enabled) this.#loaded()
    if (this.#hasFirst || !this.#options.enabled) return Promise.resolve()
    this.#loadingFirst ??= this.#loadFirst().finally(() => {
      this.#loadingFirst = null
    })
    return this.#loadingFirst
  }

  async #loadFirst(): Promise<void> {
    const { signal } = this.#options
    const { tracker, logs, pauses } = this.#feed
    for (let attempt = 0; attempt < firstAttempts && !signal.aborted; attempt += 1) {
      if (attempt > 0) await pauses.wait(1000 * 2 ** (attempt - 1), signal)
      try {
        const before = tracker.start ?? beyondNewest
        const wanted = Math.max(1, ...[...logs].map((log) => log.preload))
        const limit = Math.min(pageLength, wanted)
        const page = await fetchPage(this.#feed, { before, limit, signal }, 1)
        if (!signal.aborted) this.#takeFirst(page, before)
        return
      } catch (error) {
        // The log was released meanwhile and must not open.
        if (signal.aborted) return
        this.#failed(error)
        this.#loaded()
        if (this.#isDenied) return
      }
    }
  }

  /**
   * Fetches events after the last received number; one request at a time.
   *
   * @param options.since - when the interruption began, ms of `performance.now()`
   */
  heal({ after: wait = 0, since = performance.now(), silent = false } = {}): Promise<void> {
    if (this.#healing) {
      this.#healAgain = true
      return this.#healing
    }
    this.isHealing = !silent
    this.#feed.logs.changed()
    this.#healing = this.#heal(wait, since).finally(() => {
      this.#healing = null
      this.isHealing = false
      this.#feed.logs.changed()
      if (this.#healAgain && !this.#options.signal.aborted) {
        this.#healAgain = false
        void this.heal()
      }
    })
    return this.#healing
  }

  /** Checks the history for newer events: when the last event is lost, no number reveals it. */
  async checkTail(): Promise<void> {
    const { tracker } = this.#feed
    if (!this.canAsk || this.#healing) return
    const before = tracker.next
    await this.heal({ silent: true })
    const found = tracker.next !== before
    this.#finds = found ? (this.#finds === 0 ? 1 : checksUntilLive) : Math.max(0, this.#finds - 1)
    this.#feed.logs.changed()
  }

  /** Retries everything that failed, or one gap, without waiting for a pause. */
  async retry(gap?: LogGap): Promise<void> {
    this.#isDenied = false
    this.#feed.pauses.end()
    await this.loadFirst()
    void this.#preload()
    for (const each of gap ? [gap] : this.#feed.logs.gaps) await this.#retries.retry(each)
    if (!gap) await this.#healing
  }

  #attempt = async (fetch: () => Promise<unknown>, silent: boolean): Promise<boolean> => {
    this.isHealing = !silent
    this.#feed.logs.changed()
    try {
      await fetch()
      this.error = null
      return true
    } catch (error) {
      this.#failed(error)
      return false
    } finally {
      this.isHealing = false
      this.#feed.logs.changed()
    }
  }

  async #heal(wait: number, since: number): Promise<void> {
    const { tracker } = this.#feed
    const { signal } = this.#options
    const after = (tracker.next ?? 1) - 1
    const marked = this.#markedGaps
    let healed: Healed = { count: 0, isConfirmed: false }
    if (wait > 0) await this.#feed.pauses.wait(wait, signal)
    if (signal.aborted) return
    const { undecided } = this.#feed
    if (this.canAsk) {
      try {
        healed = await heal(this.#feed, signal)
        this.#feed.closeGap(after)
        this.error = null
      } catch (error) {
        this.#failed(error)
      }
    }
    if (signal.aborted) return
    if (this.error || !this.canAsk) this.#giveUp(after)
    this.#feed.decide(undecided, this.error ? 'unknown' : healed.isConfirmed ? 'present' : 'neither')
    this.#retries.retryLater(this.error === null)
    const before = tracker.next ?? after + 1
    if (healed.count > 0 || this.#markedGaps > marked) {
      this.#feed.reportGap({ after, before, durationMs: elapsed(since) })
    }
  }

  stop(): void {
    this.#retries.stop()
  }

  get #markedGaps(): number {
    return this.#feed.logs.gaps.filter((gap) => gap.after !== null && !gap.reset).length
  }

  /** Marks the missing events as a gap, and shows the events after it. */
  #giveUp(after: number): void {
    const { tracker } = this.#feed
    const { earliest } = tracker
    const cause = this.canAsk && !(this.error instanceof StuckHistoryError) ? 'failed' : 'pruned'
    if (earliest !== null) {
      this.#feed.markGap((tracker.next ?? earliest) - 1, earliest, cause)
      this.#feed.append(tracker.continueAt(earliest))
      passWaiting(this.#feed, cause)
    } else if (tracker.next === after + 1) {
      this.#feed.markGap(after, null, cause)
    }
  }

  #takeFirst(page: HistoryPage, before: number): void {
    const { tracker, logs } = this.#feed
    this.error = null
    this.#isDenied = false
    this.#hasFirst = true
    const isForeign = tracker.epoch !== null && Boolean(page.epoch) && page.epoch !== tracker.epoch
    const isEmpty = isEmptyHistory(page)
    // The events are of an earlier epoch than the page.
    if (isForeign && !isEmpty && tracker.next === null) tracker.forget()
    tracker.epoch ??= page.epoch || null
    const isOther = tracker.epoch !== null && Boolean(page.epoch) && page.epoch !== tracker.epoch
    if (isOther) {
      for (const { older } of logs) older.startBelow(null, false)
      if (isEmpty) this.#feed.markForeignStart()
      else this.#healSoon()
    } else this.#join(page, before)
    this.#loaded()
    void this.#preload()
  }

  /** Inserts the first page before the events received so far. */
  #join(page: HistoryPage, before: number): void {
    const { tracker, logs } = this.#feed
    const oldest = page.events[0]?.seq ?? page.last_seq + 1
    const newest = page.events.at(-1)?.seq ?? null
    const { earliest } = tracker
    if (tracker.next === null && earliest !== null && earliest < oldest) {
      // The page begins after the received events: fetch the events between them, as after an interruption.
      for (const { older } of logs) older.startBelow(earliest, page.first_seq < earliest)
      this.#feed.append(tracker.continueAt(earliest))
      this.#healSoon()
      return
    }
    // The page may include events that were received while it was being fetched.
    const start = tracker.start ?? before
    const isAbove = start < before && oldest >= start
    for (const { startsAt, older } of logs) {
      if (startsAt !== null) continue
      if (isAbove) older.startBelow(start, page.has_more)
      else older.take(page, Math.min(before, start))
    }
    if (tracker.next !== null) return
    const last = Math.max(newest ?? 0, page.last_seq)
    const isDisputed = tracker.waiting.some((seq) => seq > (newest ?? 0) && seq <= last)
    this.#feed.append(tracker.continueAt((isDisputed ? (newest ?? 0) : last) + 1))
    if (isDisputed) this.#healSoon()
  }

  #healSoon(): void {
    queueMicrotask(() => {
      if (!this.#options.signal.aborted) void this.heal()
    })
  }

  /** Loads older entries for logs that have fewer than `preload`. */
  #preload(): Promise<void> {
    this.#preloading ??= preloadOlder(this.#feed, {
      ...this.#options,
      canAsk: () => this.canAsk,
      succeeded: () => {
        this.error = null
      },
      failed: this.#failed,
    }).finally(() => {
      this.#preloading = null
      // A log may have been added in the meantime.
      if ([...this.#feed.logs].some((log) => log.isLoading)) void this.#preload()
    })
    return this.#preloading
  }

  #loaded(): void {
    this.isLoading = false
    this.#feed.open()
    for (const log of this.#feed.logs) log.loaded()
  }

  #failed = (error: unknown): void => {
    if (this.#options.signal.aborted) return
    const failure = asHistoryError(error, this.#feed.channel)
    this.error = failure
    this.#isDenied = failure.isFinal
    this.#feed.reportError(failure)
    this.#feed.logs.changed()
  }
}
