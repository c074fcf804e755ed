import type {
  Entry,
  EventLogOptions,
  EventLogStatus,
  FetchHistoryPage,
  HistoryPage,
  LogGap,
} from '../event-log-types.ts'
import type { EventMeta, KitCore, Receipt } from '../../core/kit-core.ts'
import { listenToChannel } from './channel-listener.ts'
import { FilteredLog } from './filtered-log.ts'
import { FilteredLogs } from './filtered-logs.ts'
import { elapsed, FeedHistory, type HistoryFeed } from './feed-history.ts'
import { endpointHistory, ownHistory } from './history-client.ts'
import { pageLength } from './history-pages.ts'
import { pause } from '../../lib/pause.ts'
import { isRecord, parseTime } from '../store/line-fields.ts'
import { arriveLate } from './late-arrivals.ts'
import { type GapCause, passWaiting } from './log-healing.ts'
import { type EpochOfHistory, inOrder, type OtherArrival, OtherEpochs } from './other-epochs.ts'
import { firstReused } from './restored-history.ts'
import { RetryPauses } from './retry-pauses.ts'
import { type Arrival, SequenceTracker } from './sequence-tracker.ts'
import { TailWatch } from './tail-watch.ts'

/** How long an out-of-order event waits for earlier ones, ms: several servers may publish concurrently. */
const earlyWait = 1000
/** How long to wait for an event of this client after its receipt, ms. */
const echoWait = 800
/** Maximum random delay of healing, ms, so that clients do not all send requests at once after an outage. */
const healingJitter = 250
/** Default of `capacity`. */
const defaultCapacity = 100_000
/** Without a connection, the history is read after this delay, ms. */
const socketWait = 500

/**
 * The source of a channel's logs: live events in the order of their numbers, and the history for missed ones. Numbers
 * count all events of a channel, so there is one feed for all its logs.
 *
 *   loading ──first page──▶ live ──missing number, reconnect──▶ healing ──▶ live
 *                            │                                     └─failed─▶ gapped
 *                            └──disconnected──▶ offline ──reconnected──▶ healing
 */
export class ChannelFeed implements HistoryFeed {
  readonly channel: string
  readonly tracker: SequenceTracker
  readonly fetchHistory: FetchHistoryPage
  readonly pauses = new RetryPauses()
  readonly history: FeedHistory
  readonly logs = new FilteredLogs()
  readonly #otherEpochs = new OtherEpochs()
  readonly #core: KitCore
  readonly #lifetime = new AbortController()
  readonly #tail: TailWatch
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #earlyTimer: ReturnType<typeof setTimeout> | null = null
  #releases: (() => void)[] = []
  #isStarted = false
  #isOpen = false
  #wasUp = false
  /** True after an event without a number. Missing events cannot be detected then. */
  #hasPlainEvents = false
  /** When the connection was lost, ms of `performance.now()`. */
  #downSince: number | null = null

  constructor(core: KitCore, { channel, history = 'endpoint', capacity = 0 }: EventLogOptions) {
    this.#core = core
    this.channel = channel
    this.fetchHistory = typeof history === 'function' ? ownHistory(core, history) : endpointHistory(core)
    this.tracker = new SequenceTracker(Math.max(capacity, 10_000))
    const { signal } = this.#lifetime
    const enabled = history !== 'none'
    this.history = new FeedHistory(this, { enabled, signal })
    this.#tail = new TailWatch(async () => {
      await this.history.checkTail()
      this.#tail.setPolling(this.history.isPolling)
    })
  }

  get capacity(): number {
    return this.logs.capacity
  }

  get epoch(): string | null {
    return this.tracker.epoch
  }

  /** Adds a log and fills it from another log or the history. */
  addLog({
    event,
    capacity = defaultCapacity,
    preload = pageLength,
    columns = {},
  }: EventLogOptions): FilteredLog {
    const log = new FilteredLog(this, { event, capacity, preload, columns }, this.#lifetime.signal)
    this.logs.add(log)
    this.history.loadStart(log)
    return log
  }

  statusOf(log: FilteredLog): EventLogStatus {
    const { state, isConnected } = this.#core.connection.getSnapshot()
    const isStarting = isConnected || state === 'connecting' || state === 'initialized'
    if (log.isLoading && isStarting) return 'loading'
    if (!isConnected) return 'offline'
    if (this.history.isHealing) return 'healing'
    if (this.history.isPolling) return 'polling'
    return log.contents.gaps.all.length > 0 ? 'gapped' : 'live'
  }

  /** The error of the channel's subscription or of its history. */
  get error(): Error | null {
    return this.#core.channel(this.channel).getSnapshot().error ?? this.history.error
  }

  /** Retries everything that failed, or one gap. */
  retry(gap?: LogGap): Promise<void> {
    if (this.#core.channel(this.channel).getSnapshot().error) this.#core.retry(this.channel)
    return this.history.retry(gap)
  }

  /** Idempotent. */
  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    const { signal } = this.#lifetime
    const waited = pause(socketWait, signal)
    const up = new Promise<void>((resolve) => {
      const stop = listenToChannel(this.#core, this.channel, {
        onEvent: this.#onEvent,
        onUp: () => {
          resolve()
          this.#onUp()
        },
        onDown: () => {
          this.#downSince = performance.now()
        },
        onChange: () => {
          this.logs.changed()
        },
      })
      this.#releases.push(stop, this.#core.onReceipt(this.channel, this.#onReceipt))
    })
    void Promise.race([up, waited]).then(() => this.history.loadFirst())
  }

  stop(): void {
    this.#lifetime.abort()
    this.#tail.stop()
    this.history.stop()
    this.#stopWaiting()
    for (const timer of this.#timers) clearTimeout(timer)
    for (const release of this.#releases) release()
  }

  /** Called when the first page is loaded or has failed. From then on, events are shown immediately. */
  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    const { earliest } = this.tracker
    if (this.tracker.next === null && earliest !== null) this.append(this.tracker.continueAt(earliest))
    this.decide(this.undecided, 'unknown')
    if (this.tracker.isWaiting) this.#waitForEarlier()
    this.#tail.start()
  }

  append(arrivals: readonly Arrival[]): void {
    const { epoch } = this.tracker
    this.logs.append(arrivals.filter(({ seq }) => !this.#otherEpochs.wasShown(epoch, seq)))
  }

  get undecided(): number {
    return this.#otherEpochs.mark
  }

  /**
   * Shows events of other epochs that waited for the history's epoch.
   *
   * @param mark - the value of `undecided` when the history was requested
   */
  decide(mark: number, history: EpochOfHistory): void {
    this.#settle(this.#otherEpochs.takeOf(this.tracker.epoch), 'present')
    const waits = history === 'unknown' && this.history.canAsk
    this.#settle(this.#otherEpochs.takeBefore(mark, waits), history)
  }

  #settle(others: readonly OtherArrival[], history: EpochOfHistory): void {
    for (const other of inOrder(others)) {
      const isBegun = (this.tracker.next ?? 1) > 1
      if (
        other.epoch !== this.tracker.epoch &&
        !this.#isKnown(other) &&
        !(history === 'present' && isBegun)
      ) {
        const { epoch, arrival } = other
        // A history that could not be read may have earlier events.
        const mayHaveMore = history === 'unknown' && this.history.canAsk
        this.#restart(epoch, mayHaveMore ? 1 : arrival.seq)
      }
      if (other.epoch === this.tracker.epoch) this.#arrive(other.arrival, other.epoch)
      else if (!this.#arriveFormer(other)) this.#arriveForeign(other)
    }
  }

  markGap(after: number, before: number | null, cause: GapCause = 'pruned'): void {
    const durationMs = this.#openGap(after)?.durationMs ?? elapsed(this.#downSince)
    this.closeGap(after)
    this.logs.addGap({ after, before, durationMs, failed: cause === 'failed', reset: false, canRetry: true })
  }

  closeGap(after: number): void {
    const gap = this.#openGap(after)
    if (gap) this.logs.closeGap(gap)
  }

  enterEpoch(epoch: string): void {
    this.#settle(this.#otherEpochs.takeOlder(epoch), 'neither')
    this.#restart(epoch, (this.#otherEpochs.lastOfFormer(epoch) ?? 0) + 1)
  }

  async restore({ epoch, last_seq }: HistoryPage, signal: AbortSignal): Promise<void> {
    const from = await firstReused(this, last_seq, signal)
    if (!signal.aborted && this.tracker.epoch === epoch) this.#restart(epoch, from)
  }

  /** The events' epoch is not that of the history, which has no events. */
  markForeignStart(): void {
    const before = this.tracker.next ?? this.tracker.earliest
    const durationMs = 0
    this.tracker.lowest = 1
    this.logs.addGapAtStart({ after: null, before, durationMs, failed: false, reset: true, canRetry: false })
    this.reportGap({ after: null, before, durationMs })
  }

  reportError(error: Error): void {
    this.#core.reportError(error)
  }

  reportGap(gap: { after: number | null; before: number | null; durationMs: number }): void {
    this.#core.reportGap({ channel: this.channel, ...gap })
  }

  #onEvent = (event: string, data: unknown, { seq, epoch }: EventMeta): void => {
    const sent = isRecord(data) ? parseTime(data.timestamp) : null
    const entry: Entry = { seq, event, data, timestamp: sent ?? Date.now() }
    if (seq === null) {
      this.#hasPlainEvents = true
      this.append([{ seq: 0, entry }])
      return
    }
    const { next } = this.tracker
    this.#arrive({ seq, entry }, epoch)
    // An event with an old number may indicate that the server has reset its numbers.
    if (next !== null && next === this.tracker.next && seq < next) return
    this.#tail.restart()
    if (!this.history.isPolling) return
    this.history.onLive()
    this.#tail.setPolling(false)
  }

  /** Shows the waiting events of the current epoch, marks its end, and starts another epoch. */
  #restart(epoch: string, from: number): void {
    const { tracker } = this
    passWaiting(this)
    const last = (tracker.next ?? 1) - 1
    const isSame = tracker.epoch === epoch
    if (tracker.epoch !== null && !isSame) this.#otherEpochs.leave(tracker.epoch, last)
    const shownTo = this.#otherEpochs.enter(epoch)
    tracker.restart(epoch, from, isSame ? from : shownTo + 1)
    this.logs.seal()
    const durationMs = elapsed(this.#downSince)
    const gap = { after: last > 0 ? last : null, before: from, durationMs }
    this.logs.addGap({ ...gap, failed: false, reset: true, canRetry: false })
    this.reportGap(gap)
  }

  /**
   * With `toOthers` this client does not receive its own event, so the receipt counts as the event. Any other own event
   * that does not arrive was published while the channel was not subscribed, and is fetched.
   */
  #onReceipt = ({ seq, epoch }: Receipt, isExcluded: boolean): void => {
    if (seq === null) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      const { next } = this.tracker
      if (!this.#isOpen || next === null) return
      if (isExcluded || !this.history.canAsk) this.#arrive({ seq, entry: null }, epoch)
      else if (seq >= next) void this.history.heal()
    }, echoWait)
    this.#timers.add(timer)
  }

  #arrive(arrival: Arrival, epoch: string | null): void {
    const { tracker } = this
    if (epoch !== null && tracker.epoch !== null && epoch !== tracker.epoch) {
      this.#arriveOfOther({ arrival, epoch, at: performance.now() })
      return
    }
    tracker.epoch ??= epoch
    if (this.#isOpen) tracker.startAt(arrival.seq)
    if (tracker.next !== null && arrival.seq < tracker.next) {
      arriveLate(this, arrival)
      return
    }
    const ready = tracker.accept(arrival)
    // No number is missing, so the gap at the live end is removed.
    if (ready[0]) this.closeGap(ready[0].seq - 1)
    if (ready.length > 0) this.append(ready)
    if (!tracker.isWaiting) this.#stopWaiting()
    else if (this.#isOpen) this.#waitForEarlier()
  }

  /** The history decides whether the server has reset its numbers, the event is late, or there are two servers. */
  #arriveOfOther(other: OtherArrival): void {
    const { arrival, epoch } = other
    if (arrival.entry === null || this.#arriveFormer(other)) return
    if (this.#otherEpochs.isForeign(epoch)) this.#arriveForeign(other)
    else if (this.#isOpen && (arrival.seq === 1 || !this.history.canAsk)) {
      this.#settle(this.#otherEpochs.takeOlder(epoch), 'neither')
      this.#restart(epoch, arrival.seq)
      this.#arrive(arrival, epoch)
      this.#settle(this.#otherEpochs.takeOf(epoch), 'neither')
    } else {
      this.#settle(this.#otherEpochs.wait(other), 'present')
      if (this.#isOpen) void this.history.heal()
    }
  }

  #isKnown({ epoch }: OtherArrival): boolean {
    return this.#otherEpochs.isForeign(epoch) || this.#otherEpochs.lastOfFormer(epoch) !== null
  }

  /** Inserts an event into the entries of its epoch. @returns false when the log never followed that epoch */
  #arriveFormer({ arrival: { seq, entry }, epoch }: OtherArrival): boolean {
    const last = this.#otherEpochs.lastOfFormer(epoch)
    if (last === null) return false
    const place = this.logs.placeInFormer(last, seq)
    if (!entry || !place) return true
    this.logs.fillGap(place, [{ ...entry, seq }])
    if (seq > last) this.#otherEpochs.leave(epoch, seq)
    return true
  }

  #arriveForeign(other: OtherArrival): void {
    const { entry } = other.arrival
    if (entry && this.#otherEpochs.showForeign(other)) {
      this.logs.append([{ seq: 0, entry: { ...entry, seq: null } }])
    }
  }

  /** The gap at the live end after this number. */
  #openGap(after: number): LogGap | undefined {
    return this.logs.gaps.find((gap) => gap.before === null && gap.after === after)
  }

  #waitForEarlier(): void {
    if (this.#earlyTimer || this.history.isHealing) return
    const since = performance.now()
    this.#earlyTimer = setTimeout(() => {
      this.#earlyTimer = null
      void this.history.heal({ since })
    }, earlyWait)
  }

  #stopWaiting(): void {
    if (this.#earlyTimer) clearTimeout(this.#earlyTimer)
    this.#earlyTimer = null
  }

  /** Heals after the first page is loaded, which may not include the missed events. */
  async #healAfterLoss(since: number): Promise<void> {
    if (!this.history.canAsk) await this.history.loadingFirst
    if (this.history.canAsk) await this.history.heal({ after: Math.random() * healingJitter, since })
    this.#downSince = null
  }

  #onUp(): void {
    const since = this.#downSince
    const isFirst = !this.#wasUp
    this.#wasUp = true
    if (isFirst && !this.#isOpen && !this.history.loadingFirst) return
    if (this.history.canAsk || this.history.loadingFirst) void this.#healAfterLoss(since ?? performance.now())
    const isPlain = (this.tracker.next ?? 1) === 1 && this.#hasPlainEvents
    if (isPlain && since !== null) {
      const durationMs = elapsed(since)
      const nowhere = { after: null, before: null }
      this.logs.addGap({ ...nowhere, durationMs, failed: false, reset: false, canRetry: false })
      this.reportGap({ after: null, before: null, durationMs })
    }
  }
}
