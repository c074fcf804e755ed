import { broadcastError } from '../broadcaster/broadcaster.ts'
import type { BroadcastError, Message } from '../broadcaster/broadcaster.ts'
import type { ServerLog } from '../log.ts'
import { within } from '../http/within.ts'
import { pack, single } from './batch-packing.ts'
import type { NumberedEvent, PackedMessage } from './batch-packing.ts'
import { ChannelQueueTable } from './channel-queue-table.ts'
import type { OutboxBounds } from './channel-queue-table.ts'
import type { BatchRule, BroadcastPosition, ChannelQueue, StoredRange } from './channel-queue.ts'
import { OutageBackoff } from './outage-backoff.ts'
import { confirmLeases, keepLeases } from './outbox-leases.ts'
import type { OutboxLeases } from './outbox-leases.ts'
import type { ReadStored } from './stored-events.ts'
import { UnsentEvents } from './unsent-events.ts'

export interface OutboxOptions {
  send: (messages: readonly Message[]) => Promise<unknown>
  /** Reads events that are not in memory. */
  read: ReadStored
  log: ServerLog
  /** Called with the number of dropped events: they are stored, but not broadcast. */
  onGivenUp: (events: number) => void
  /** Called with the number of messages saved by packing. */
  onSaved: (messages: number) => void
  /** Called when events of a channel were broadcast or skipped. */
  onPosition?: (channel: string, position: BroadcastPosition) => void
  /**
   * The leases of the channels, when several servers share the store. Other servers broadcast the channels that this
   * one does not.
   *
   * @defaultValue none: this process broadcasts what it stored
   */
  leases?: OutboxLeases
  /** The limits of its memory. @defaultValue {@link outboxBounds} */
  bounds?: Partial<OutboxBounds>
}

export const outboxBounds: OutboxBounds = {
  events: 20_000,
  characters: 16 * 1024 * 1024,
  channels: 50_000,
  calls: 16,
}

/** Messages per call to the backend. */
const messagesPerCall = 10
/** Number of events that are packed at a time. */
const eventsPerTurn = 1000
/** Number of failures of a channel, while others are broadcast, after which it gets separate calls. */
const failuresUntilAlone = 2
/** Maximum number of concurrent reads of the store, because requests need its connections too. */
const readsAtOnce = 4
/** Number of pending channels at which no further ones are taken over from other servers. */
export const busyChannels = 1000
/** Number of channels that are skipped in the search for the next call. */
const mostSkipped = 100
/** Time limit for sending pending events in {@link Outbox.close}, ms. */
const closingTime = 10_000

/** One message of a call, with the queue and the events it comes from. */
interface Parcel extends PackedMessage {
  queue: ChannelQueue
}

/**
 * Broadcasts stored events: each channel serially and in order, several channels in parallel, ten messages per call.
 * While no backend is available, one call at a time probes the backends, and all other events wait.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #bounds: OutboxBounds
  readonly #queues: ChannelQueueTable
  readonly #unsent: UnsentEvents
  readonly #backoff = new OutageBackoff()
  #calls = 0
  /** Number of successful calls. */
  #successes = 0
  /** Number of reads of the store in progress. */
  #reads = 0
  #closing: Promise<void> | undefined
  readonly #whenEmpty = new Set<() => void>()
  readonly #whenIdle = new Set<() => void>()

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#bounds = { ...outboxBounds, ...options.bounds }
    this.#queues = new ChannelQueueTable(
      this.#bounds,
      ({ channel }, events) => this.#unsent.pushedOut(channel, events, this.#bounds.channels),
      () => {
        this.#unsent.caughtUp()
        resolveAll(this.#whenEmpty)
        resolveAll(this.#whenIdle)
      },
    )
    this.#unsent = new UnsentEvents(this.#queues, options)
  }

  /** The current counts. */
  size(): OutboxBounds {
    return { ...this.#queues.size(), calls: this.#calls }
  }

  /**
   * Holds channels back until several of them have their events, so that these share calls.
   *
   * @returns a function that releases them
   */
  hold(channels: readonly string[]): () => void {
    const queues = channels.map((channel) => {
      const queue = this.#queues.of(channel)
      queue.holds++
      this.#queues.ready.delete(queue)
      return queue
    })
    return () => {
      for (const queue of queues) {
        queue.holds--
        this.#queues.settle(queue)
      }
      this.#pump()
    }
  }

  /** True while no backend is available, or many channels wait. */
  get isBusy(): boolean {
    return this.#backoff.isOutage || this.#queues.channels >= busyChannels
  }

  /**
   * Queues events that were just stored.
   *
   * @param after - with leases, the `seq` above which all events are pending; missing earlier ones are read from the
   * store
   */
  add(channel: string, events: readonly NumberedEvent[], batch?: BatchRule, after?: number): void {
    const queue = this.#queues.of(channel)
    queue.batch = batch
    const [first] = events
    if (after !== undefined && first) {
      this.#queues.addStored(queue, { epoch: first.epoch, first: after + 1, last: first.seq - 1 })
    }
    this.#queues.add(queue, after === undefined ? events : queue.unknown(events))
    this.#queues.settle(queue)
    this.#pump()
  }

  /** Broadcasts a range of stored events, except those that are already queued. */
  addStored(channel: string, range: StoredRange, batch?: BatchRule): void {
    const queue = this.#queues.of(channel)
    queue.batch = batch
    this.#queues.addStored(queue, range)
    this.#queues.settle(queue)
    this.#pump()
  }

  /** True when events of the channel are pending. */
  waits(channel: string): boolean {
    return this.#queues.hasChannel(channel)
  }

  /** Removes the events of a channel that another server broadcasts. */
  drop(channel: string): void {
    this.#queues.dropChannel(channel)
  }

  /** Resolves when no event is pending, or all of them wait for an unavailable backend. */
  whenIdle(): Promise<void> {
    if (this.#isIdle) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.add(resolve))
  }

  get #isIdle(): boolean {
    return this.#queues.channels === 0 || (this.#backoff.isOutage && this.#calls === 0)
  }

  #empty(): Promise<void> {
    if (this.#queues.channels === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenEmpty.add(resolve))
  }

  /** Sends pending events without batch windows and retries, and drops those that no backend accepts in time. */
  close(): Promise<void> {
    this.#backoff.close()
    return (this.#closing ??= this.#sendRest())
  }

  async #sendRest(): Promise<void> {
    this.#pump()
    try {
      await within(closingTime, this.#empty(), () => new Error(`The server closed after ${closingTime} ms.`))
    } catch (error) {
      this.#unsent.dropAll(broadcastError(error).message)
    }
  }

  #pump(): void {
    while (!this.#backoff.isPaused && this.#queues.ready.size > 0) {
      // After a failure, a single call probes the backend.
      if (this.#calls >= (this.#backoff.isOutage ? 1 : this.#bounds.calls)) return
      const queues = this.#nextLanes()
      if (queues.length === 0) return
      this.#calls++
      void this.#turn(queues)
        .catch(() => {
          // Only callbacks of the app, such as its log, can throw here. The events stay queued and are retried.
          for (const queue of queues) queue.pause = this.#backoff.pauseOf(++queue.failures)
        })
        .finally(() => {
          this.#calls--
          for (const queue of queues) void this.#rest(queue)
          this.#pump()
          if (this.#isIdle) resolveAll(this.#whenIdle)
        })
    }
  }

  /**
   * The queues of one call. A queue that failed while others succeeded gets separate calls, and so does every queue
   * after a failure, so that an event that makes the backend fail delays no other channel.
   */
  #nextLanes(): ChannelQueue[] {
    const queues: ChannelQueue[] = []
    const most = this.#backoff.isOutage ? 1 : messagesPerCall
    let skipped = 0
    for (const queue of this.#queues.ready) {
      const isRead = queue.nextStored !== undefined
      const isAlone = queue.failures >= failuresUntilAlone
      if ((isRead && this.#reads >= readsAtOnce) || (isAlone && queues.length > 0)) {
        if (++skipped >= mostSkipped) break
        continue
      }
      if (isRead) this.#reads++
      queue.isBusy = true
      this.#queues.ready.delete(queue)
      queues.push(queue)
      if (isAlone || queues.length === most) break
    }
    return queues
  }

  /** Waits for a batch window, or a pause after a failure, before the queue is ready again. */
  async #rest(queue: ChannelQueue): Promise<void> {
    const { pause } = queue
    queue.pause = 0
    if (pause > 0) await this.#backoff.wait(pause)
    queue.isBusy = false
    this.#queues.settle(queue)
    if (pause > 0) this.#pump()
  }

  async #turn(queues: readonly ChannelQueue[]): Promise<void> {
    await Promise.all(queues.map(async (queue) => this.#fill(queue)))
    const sendable = await this.#confirm(queues)
    const parcels: Parcel[] = []
    for (const [index, queue] of sendable.entries()) {
      const { head, batch } = queue
      // At least one for each of the queues after it.
      const room = messagesPerCall - parcels.length - (sendable.length - 1 - index)
      const packed = batch ? pack(head, batch.maxBytes, room) : head.slice(0, room).map(single)
      for (const message of packed) parcels.push({ queue, ...message })
    }
    if (parcels.length > 0) await this.#deliver(parcels)
  }

  /** The queues that this server may broadcast. When the store does not respond, all of them wait. */
  async #confirm(queues: readonly ChannelQueue[]): Promise<readonly ChannelQueue[]> {
    const { leases } = this.#options
    if (!leases) return queues
    try {
      return await confirmLeases(leases, this.#queues, queues)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      for (const queue of queues) {
        if (this.#backoff.isClosing) this.#unsent.leave(queue, reason)
        queue.pause = this.#backoff.pauseOf(++queue.readFailures)
      }
      this.#options.log('error', 'stored events wait for the lease of their channel', { reason })
      return []
    }
  }

  /** Moves the queue's oldest events into its head, reading them from the store if they are not in memory. */
  async #fill(queue: ChannelQueue): Promise<void> {
    const { channel, nextStored: range } = queue
    if (!range) return queue.fillHead(queue.batch ? eventsPerTurn : messagesPerCall)
    try {
      const { events, upTo, missing } = await this.#options.read(channel, range)
      this.#queues.read(queue, upTo, events)
      if (missing > 0) this.#unsent.giveUp(channel, missing, 'The store does not have them any more.')
      if (events.length === 0) this.#options.onPosition?.(channel, { epoch: range.epoch, seq: upTo })
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      if (this.#backoff.isClosing) return this.#unsent.leave(queue, reason)
      queue.pause = this.#backoff.pauseOf(++queue.readFailures)
      this.#options.log('error', 'stored events could not be read for their broadcast', { channel, reason })
    } finally {
      this.#reads--
    }
  }

  async #deliver(parcels: readonly Parcel[]): Promise<void> {
    const failure = await this.#send(parcels)
    if (!failure) return this.#took(parcels)
    const rest = parcels.slice(failure.accepted)
    this.#took(parcels.slice(0, failure.accepted))
    if (failure.failure === 'rejected') await this.#deliverSingly(rest, failure)
    else this.#failed(rest, failure)
  }

  /** Broadcasts the other events of a call in which one event was rejected. */
  async #deliverSingly(parcels: readonly Parcel[], rejection: BroadcastError): Promise<void> {
    const [only] = parcels
    if (parcels.length === 1 && only?.events.length === 1) return this.#passOver(only, rejection)
    const singles = parcels.flatMap(({ queue, events }) =>
      events.map((event) => ({ queue, ...single(event) })),
    )
    for (const [index, parcel] of singles.entries()) {
      if ((await this.#confirm([parcel.queue])).length === 0) continue
      const failure = await this.#send([parcel])
      if (!failure) this.#took([parcel])
      else if (failure.failure === 'rejected') this.#passOver(parcel, failure)
      else return this.#failed(singles.slice(index), failure)
    }
  }

  async #send(parcels: readonly Parcel[]): Promise<BroadcastError | null> {
    const { leases } = this.#options
    const stop = leases ? keepLeases(leases, new Set(parcels.map(({ queue }) => queue.channel))) : undefined
    try {
      await this.#options.send(parcels.map(({ message }) => message))
      return null
    } catch (error) {
      return broadcastError(error)
    } finally {
      stop?.()
    }
  }

  #took(parcels: readonly Parcel[]): void {
    if (parcels.length === 0) return
    for (const parcel of parcels) this.#advance(parcel)
    this.#successes++
    const saved = parcels.reduce((sum, { events }) => sum + events.length - 1, 0)
    if (saved > 0) this.#options.onSaved(saved)
    if (this.#backoff.succeeded()) this.#options.log('info', 'broadcasting goes on')
  }

  #passOver(parcel: Parcel, { message }: BroadcastError): void {
    const [event] = parcel.events
    this.#advance(parcel)
    this.#unsent.giveUp(parcel.queue.channel, 1, message, { seq: event?.seq ?? null })
  }

  #advance({ queue, events }: Parcel): void {
    if (!this.#queues.advance(queue, events)) return
    // A batch window is unnecessary when there are enough events for the next call.
    const hasEnough = queue.hasMore(eventsPerTurn) || this.#backoff.isClosing
    if (queue.batch) queue.pause = hasEnough ? 0 : queue.batch.windowMs
    if (queue.position) this.#options.onPosition?.(queue.channel, queue.position)
  }

  /** No backend accepts events: all of them wait, and one call at a time tries again. */
  #failed(parcels: readonly Parcel[], failure: BroadcastError): void {
    if (this.#backoff.isClosing) return this.#unsent.dropAll(failure.message)
    for (const queue of new Set(parcels.map((parcel) => parcel.queue))) {
      if (this.#successes > queue.callsAtFailure) queue.failures++
      queue.callsAtFailure = this.#successes
      if (queue.failures >= failuresUntilAlone) queue.pause = this.#backoff.pauseOf(queue.failures)
    }
    if (this.#backoff.failed()) {
      const waiting = { channels: this.#queues.channels, reason: failure.message }
      this.#options.log('warn', 'broadcasts wait for a backend', waiting)
    }
    void this.#backoff.pause(() => this.#pump())
  }
}

function resolveAll(waiting: Set<() => void>): void {
  for (const resolve of waiting) resolve()
  waiting.clear()
}
