import type { Entry, EventLogOptions, EventLogStatus, FetchHistoryPage, LogGap } from '../event-log-types.ts'
import type { EventMeta, KitCore, Receipt } from '../kit-core.ts'
import { watchChannel } from './channel-wire.ts'
import { FedLog } from './fed-log.ts'
import { FedLogs } from './fed-logs.ts'
import { FeedHistory, type HistoryFeed } from './feed-history.ts'
import { endpointHistory } from './history-client.ts'
import { pageLength, pause } from './history-pages.ts'
import { isRecord, parseTime } from './line-columns.ts'
import type { GapCause } from './log-healing.ts'
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
  readonly logs = new FedLogs()
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
  /** Epoch ms since when the wire brings nothing. */
  #downSince: number | null = null

  constructor(core: KitCore, { channel, history = 'endpoint', capacity = 0 }: EventLogOptions) {
    this.#core = core
    this.channel = channel
    this.fetchHistory = typeof history === 'function' ? history : endpointHistory(core)
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
  addLog({ event, capacity = defaultCapacity, preload = pageLength, columns = {} }: EventLogOptions): FedLog {
    const log = new FedLog(this, { event, capacity, preload, columns }, this.#lifetime.signal)
    this.logs.add(log)
    this.history.loadStart(log)
    return log
  }

  statusOf(log: FedLog): EventLogStatus {
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
      const stop = watchChannel(this.#core, this.channel, {
        onEvent: this.#onEvent,
        onUp: () => {
          resolve()
          this.#onUp()
        },
        onDown: () => {
          this.#downSince = Date.now()
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
    if (this.tracker.isWaiting) this.#waitForEarlier()
    this.#tail.start()
  }

  append(arrivals: readonly Arrival[]): void {
    this.logs.append(arrivals)
  }

  markGap(after: number, before: number | null, cause: GapCause = 'pruned'): void {
    const durationMs =
      this.#openGap(after)?.durationMs ?? (this.#downSince === null ? 0 : Date.now() - this.#downSince)
    this.closeGap(after)
    const reset = cause === 'reset'
    this.logs.addGap({ after, before, durationMs, failed: cause === 'failed', reset, canRetry: !reset })
  }

  closeGap(after: number): void {
    const gap = this.#openGap(after)
    if (gap) this.logs.fillGap(gap, [], null)
  }

  restart(epoch: string): void {
    const last = (this.tracker.next ?? 1) - 1
    this.tracker.restart(epoch)
    this.logs.seal()
    if (last > 0) this.markGap(last, 1, 'reset')
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
    this.#tail.restart()
    if (this.history.isPolling) {
      this.history.wireWorks()
      this.#tail.setPolling(false)
    }
    this.#arrive({ seq, entry }, epoch)
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
    if (epoch !== null && tracker.epoch !== null && epoch !== tracker.epoch) this.restart(epoch)
    tracker.epoch ??= epoch
    if (this.#isOpen) tracker.startAt(arrival.seq)
    const ready = tracker.accept(arrival)
    // What could not be asked for was nothing after all: the numbers go on without a hole.
    if (ready[0]) this.closeGap(ready[0].seq - 1)
    if (ready.length > 0) this.append(ready)
    if (!tracker.isWaiting) this.#stopWaiting()
    else if (this.#isOpen) this.#waitForEarlier()
  }

  /** The marker of what may be missing at the live end after this number. */
  #openGap(after: number): LogGap | undefined {
    return this.logs.gaps.find((gap) => gap.before === null && gap.after === after)
  }

  #waitForEarlier(): void {
    if (this.#earlyTimer || this.history.isHealing) return
    const since = Date.now()
    this.#earlyTimer = setTimeout(() => {
      this.#earlyTimer = null
      void this.history.heal({ since })
    }, earlyWait)
  }

  #stopWaiting(): void {
    if (this.#earlyTimer) clearTimeout(this.#earlyTimer)
    this.#earlyTimer = null
  }

  async #healAfterLoss(since: number): Promise<void> {
    await this.history.heal({ after: Math.random() * healingJitter, since })
    this.#downSince = null
  }

  #onUp(): void {
    const since = this.#downSince
    const isFirst = !this.#wasUp
    this.#wasUp = true
    if ((isFirst && !this.#isOpen) || this.history.isLoading) return
    if (this.history.canAsk) void this.#healAfterLoss(since ?? Date.now())
    const isPlain = (this.tracker.next ?? 1) === 1 && this.#hasPlainEvents
    if (isPlain && since !== null) {
      const durationMs = Date.now() - since
      const nowhere = { after: null, before: null }
      this.logs.addGap({ ...nowhere, durationMs, failed: false, reset: false, canRetry: false })
      this.reportGap({ after: null, before: null, durationMs })
    }
  }
}
