import type { NumberedEvent } from './batch-packing.ts'
import { ChannelQueue } from './channel-queue.ts'
import type { BroadcastPosition, StoredRange } from './channel-queue.ts'

/** The limits of an outbox. */
export interface OutboxBounds {
  /** Maximum number of pending events in memory. The oldest ones are removed first, and later read from the store. */
  events: number
  /** Maximum size of all of them, characters of JSON. */
  characters: number
  /**
   * Maximum number of channels with pending events. Beyond it, those of the channel that has waited longest are
   * dropped.
   */
  channels: number
  /** Maximum number of concurrent calls to the backends. */
  calls: number
}

/** The channels with pending events, and the total number of these events. */
export class ChannelQueueTable {
  /** The queues that may be sent, in the order in which they became ready. */
  readonly ready = new Set<ChannelQueue>()
  readonly #bounds: OutboxBounds
  readonly #onDropped: (queue: ChannelQueue, events: number) => void
  readonly #onEmpty: () => void
  readonly #queues = new Map<string, ChannelQueue>()
  /** The queues whose events in memory could be read from the store instead, oldest first. */
  readonly #releasable = new Set<ChannelQueue>()
  #events = 0
  #characters = 0

  /** @param onDropped - called with the number of pending events when a queue is removed to make room */
  constructor(
    bounds: OutboxBounds,
    onDropped: (queue: ChannelQueue, events: number) => void,
    onEmpty: () => void,
  ) {
    this.#bounds = bounds
    this.#onDropped = onDropped
    this.#onEmpty = onEmpty
  }

  get channels(): number {
    return this.#queues.size
  }

  size(): Omit<OutboxBounds, 'calls'> {
    return { events: this.#events, characters: this.#characters, channels: this.#queues.size }
  }

  /** The queue of a channel. Creating one may remove the oldest queue. */
  of(channel: string): ChannelQueue {
    const known = this.#queues.get(channel)
    if (known) return known
    if (this.#queues.size >= this.#bounds.channels) this.#dropOldest()
    const queue = new ChannelQueue(channel)
    this.#queues.set(channel, queue)
    return queue
  }

  /** Adds events that were just stored. The oldest ones in memory may be removed. */
  add(queue: ChannelQueue, events: readonly NumberedEvent[]): void {
    queue.add(events)
    this.#releasable.add(queue)
    this.#count(events, 1)
    this.#release()
  }

  /** Adds a range of events that are read from the store later, except those that the queue has or had. */
  addStored(queue: ChannelQueue, range: StoredRange): void {
    this.#count(queue.addStored(range), -1)
  }

  /** Removes the queue's events up to a `seq`, because another server broadcast them. */
  skipTo(queue: ChannelQueue, position: BroadcastPosition): void {
    this.#count(queue.skipTo(position), -1)
  }

  /** Removes the queue of a channel, because another server broadcasts its events. */
  dropChannel(channel: string): void {
    const queue = this.#queues.get(channel)
    if (queue) this.drop(queue)
  }

  /** Adds events of the queue that were read from the store. */
  read(queue: ChannelQueue, upTo: number, events: readonly NumberedEvent[]): void {
    if (!this.has(queue)) return
    queue.readUpTo(upTo, events)
    this.#count(events, 1)
  }

  /**
   * Removes the queue's first events after they were broadcast or skipped. @returns false when the queue was removed
   * meanwhile
   */
  advance(queue: ChannelQueue, events: readonly NumberedEvent[]): boolean {
    if (!this.has(queue)) return false
    queue.advance(events)
    this.#count(events, -1)
    return true
  }

  /** Marks a queue as ready, or removes it when it is empty. */
  settle(queue: ChannelQueue): void {
    if (queue.isBusy || queue.holds > 0 || !this.has(queue)) return
    if (queue.isEmpty) return this.#forget(queue)
    this.ready.add(queue)
    // Events that a call did not deliver may be removed too.
    if (queue.head.length > 0) this.#releasable.add(queue)
    this.#release()
  }

  /** @returns number of events that were pending */
  drop(queue: ChannelQueue): number {
    if (!this.has(queue)) return 0
    const { waiting } = queue
    queue.isBusy = false
    this.#count(queue.release(), -1)
    this.#forget(queue)
    return waiting
  }

  /** @returns number of channels and of events that were pending */
  dropAll(): { channels: number; events: number } {
    let channels = 0
    let events = 0
    for (const queue of this.#queues.values()) {
      const waiting = this.drop(queue)
      if (waiting > 0) channels++
      events += waiting
    }
    return { channels, events }
  }

  /** Removes the oldest events from memory while there are too many. */
  #release(): void {
    for (const queue of this.#releasable) {
      if (this.#events <= this.#bounds.events && this.#characters <= this.#bounds.characters) return
      this.#releasable.delete(queue)
      this.#count(queue.release(), -1)
    }
  }

  hasChannel(channel: string): boolean {
    return this.#queues.has(channel)
  }

  /** False when the queue was removed. */
  has(queue: ChannelQueue): boolean {
    return this.#queues.get(queue.channel) === queue
  }

  #dropOldest(): void {
    for (const queue of this.#queues.values()) {
      if (queue.isBusy || queue.holds > 0) continue
      this.#onDropped(queue, this.drop(queue))
      return
    }
  }

  #forget(queue: ChannelQueue): void {
    this.#queues.delete(queue.channel)
    this.ready.delete(queue)
    this.#releasable.delete(queue)
    if (this.#queues.size === 0) this.#onEmpty()
  }

  #count(events: readonly NumberedEvent[], sign: 1 | -1): void {
    this.#events += sign * events.length
    for (const { json } of events) this.#characters += sign * json.length
  }
}
