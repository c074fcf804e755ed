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
import { pageLength, pause } from './history-pages.ts'
import { isRecord, parseTime } from '../store/line-fields.ts'
import { arriveLate } from './late-arrivals.ts'
import { type GapCause, passWaiting } from './log-healing.ts'
import { type CountOfHistory, inOrder, type OtherArrival, OtherCounts } from './other-counts.ts'
import { firstAnew } from './restored-history.ts'
import { type Arrival, SequenceTracker } from './sequence-tracker.ts'
import { TailWatch } from './tail-watch.ts'

/** How long an event that came early waits for those before it, ms: several servers can overtake each other. */
const earlyWait = 1000
/** How long an event of this client's own may take to come back before its receipt stands for it, ms. */
const echoWait = 800
/** Clients that lost one server do not all ask at the same moment: up to this, ms. */
const healingJitter = 250
/** Entries at the live end of a log. */
const defaultCapacity = 100_000
/** Without a socket the history is read all the same, after this, ms. */
const socketWait = 500

/**
 * Where the entries of a channel's logs come from: its events in the order of their numbers, and its history for
 * whatever the wire did not bring. Numbers count over all events, so there is one feed whatever its logs read.
 *
 *   loading ──first page──▶ live ──hole, reconnect──▶ healing ──▶ live
 *                            │                            └─failed─▶ gapped
 *                            └──socket gone──▶ offline ──back──▶ healing
 */
export class ChannelFeed implements HistoryFeed {
  readonly channel: string
  readonly tracker: SequenceTracker
  readonly fetchHistory: FetchHistoryPage
  readonly history: FeedHistory
  readonly logs = new FilteredLogs()
  readonly #counts = new OtherCounts()
  readonly #core: KitCore
  readonly #lifetime = new AbortController()
  readonly #tail: TailWatch
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #earlyTimer: ReturnType<typeof setTimeout> | null = null
  #releases: (() => void)[] = []
  #isStarted = false
  #isOpen = false
  #wasUp = false
  /** Events without a number came: nobody can know what was missed of them. */
  #hasPlainEvents = false
  /** Since when the wire brings nothing, ms of `performance.now()`. */
  #downSince: number | null = null

  constructor(core: KitCore, { channel, history = 'endpoint', capacity = 0 }: EventLogOptions) {
    this.#core = core
    this.channel = channel
    this.fetchHistory = typeof history === 'function' ? ownHistory(core, history) : endpointHistory(core)
    this.tracker = new SequenceTracker(Math.max(capacity, 10_000))
    const { signal } = this.#lifetime
    const enabled = history !== 'none'
    this.history = new FeedHistory(this, { fetch: this.fetchHistory, enabled, signal })
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

  /** Begins to fill a log, from what is held or asked for of its event. */
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

  /** Why the channel is not subscribed, or its history not read. */
  get error(): Error | null {
    return this.#core.channel(this.channel).getSnapshot().error ?? this.history.error
  }

  /** Tries everything once more that failed before, or one gap. */
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

  /** The start is known, or nobody can know it: from here on events are shown as they come. */
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
    this.logs.append(arrivals.filter(({ seq }) => !this.#counts.wasShown(epoch, seq)))
  }

  get undecided(): number {
    return this.#counts.mark
  }

  /**
   * Shows events of other counts that waited for what the history says.
   *
   * @param mark - `undecided` as it was when the history was asked
   */
  decide(mark: number, history: CountOfHistory): void {
    this.#settle(this.#counts.takeOf(this.tracker.epoch), 'present')
    const waits = history === 'unknown' && this.history.canAsk
    this.#settle(this.#counts.takeBefore(mark, waits), history)
  }

  #settle(others: readonly OtherArrival[], history: CountOfHistory): void {
    for (const other of inOrder(others)) {
      const isBegun = (this.tracker.next ?? 1) > 1
      if (
        other.epoch !== this.tracker.epoch &&
        !this.#isKnown(other) &&
        !(history === 'present' && isBegun)
      ) {
        const { epoch, arrival } = other
        // A history that could not be read may have what came before.
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

  enterCount(epoch: string): void {
    this.#settle(this.#counts.takeOlder(epoch), 'neither')
    this.#restart(epoch, (this.#counts.lastOfFormer(epoch) ?? 0) + 1)
  }

  async restore({ epoch, last_seq }: HistoryPage, signal: AbortSignal): Promise<void> {
    const from = await firstAnew(this, last_seq, signal)
    if (!signal.aborted && this.tracker.epoch === epoch) this.#restart(epoch, from)
  }

  /** The count that the events are of is another one than that of the history, which has none. */
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
    // A repeat is no sign that all is well: the server may give numbers anew.
    if (next !== null && next === this.tracker.next && seq < next) return
    this.#tail.restart()
    if (!this.history.isPolling) return
    this.history.wireWorks()
    this.#tail.setPolling(false)
  }

  /** What came of the present count is shown, and marked off from what comes. */
  #restart(epoch: string, from: number): void {
    const { tracker } = this
    passWaiting(this)
    const last = (tracker.next ?? 1) - 1
    const isSame = tracker.epoch === epoch
    if (tracker.epoch !== null && !isSame) this.#counts.leave(tracker.epoch, last)
    const shownTo = this.#counts.enter(epoch)
    tracker.restart(epoch, from, isSame ? from : shownTo + 1)
    this.logs.seal()
    const durationMs = elapsed(this.#downSince)
    const gap = { after: last > 0 ? last : null, before: from, durationMs }
    this.logs.addGap({ ...gap, failed: false, reset: true, canRetry: false })
    this.reportGap(gap)
  }

  /** An event of our own may be kept from us; if it is, its receipt counts as having seen it. */
  #onReceipt = ({ seq, epoch }: Receipt): void => {
    if (seq === null) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      if (this.#isOpen && this.tracker.next !== null) this.#arrive({ seq, entry: null }, epoch)
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
    // What could not be asked for was nothing after all: the numbers go on without a hole.
    if (ready[0]) this.closeGap(ready[0].seq - 1)
    if (ready.length > 0) this.append(ready)
    if (!tracker.isWaiting) this.#stopWaiting()
    else if (this.#isOpen) this.#waitForEarlier()
  }

  /** The server counts anew, or the event is late, or there are two servers: the history says which. */
  #arriveOfOther(other: OtherArrival): void {
    const { arrival, epoch } = other
    if (arrival.entry === null || this.#arriveFormer(other)) return
    if (this.#counts.isForeign(epoch)) this.#arriveForeign(other)
    else if (this.#isOpen && (arrival.seq === 1 || !this.history.canAsk)) {
      this.#settle(this.#counts.takeOlder(epoch), 'neither')
      this.#restart(epoch, arrival.seq)
      this.#arrive(arrival, epoch)
      this.#settle(this.#counts.takeOf(epoch), 'neither')
    } else {
      this.#settle(this.#counts.wait(other), 'present')
      if (this.#isOpen) void this.history.heal()
    }
  }

  #isKnown({ epoch }: OtherArrival): boolean {
    return this.#counts.isForeign(epoch) || this.#counts.lastOfFormer(epoch) !== null
  }

  /** Goes to the end of what the log has of its count. @returns false when the log never followed that count */
  #arriveFormer({ arrival: { seq, entry }, epoch }: OtherArrival): boolean {
    const last = this.#counts.lastOfFormer(epoch)
    if (last === null) return false
    const place = this.logs.placeInFormer(last, seq)
    if (!entry || !place) return true
    this.logs.fillGap(place, [{ ...entry, seq }])
    if (seq > last) this.#counts.leave(epoch, seq)
    return true
  }

  #arriveForeign(other: OtherArrival): void {
    const { entry } = other.arrival
    if (entry && this.#counts.showForeign(other)) {
      this.logs.append([{ seq: 0, entry: { ...entry, seq: null } }])
    }
  }

  /** The marker of what may be missing at the live end after this number. */
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

  /** Waits for a first page that was asked for before: it may have been read before what was lost. */
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
