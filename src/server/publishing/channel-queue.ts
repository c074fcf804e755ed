import type { NumberedEvent } from './batch-packing.ts'

/** How the events of a channel are combined into messages. */
export interface BatchRule {
  /** Minimum interval between two messages of a channel, ms. */
  windowMs: number
  /** Maximum size of a message's payload, bytes. */
  maxBytes: number
}

/** How far a channel is broadcast. */
export interface BroadcastPosition {
  epoch: string
  /** `seq` of the last event that was broadcast or skipped. */
  seq: number
}

/** Events that are only in the store, `first` to `last`. */
export interface StoredRange {
  epoch: string
  first: number
  last: number
}

/** Ranges of one channel. The events between two of them are broadcast by other servers. */
export const mostRanges = 100

/**
 * The stored events of a channel that are not broadcast yet, oldest first: `head` is sent next, `stored` must be read
 * from the store, `tail` is the newest.
 */
export class ChannelQueue {
  readonly channel: string
  batch: BatchRule | undefined
  head: NumberedEvent[] = []
  /** Null until an event was broadcast. */
  position: BroadcastPosition | null = null
  /** Number of publications that are still adding to this and other queues, to share calls to the backend. */
  holds = 0
  /** True during a call, a batch window or a pause. */
  isBusy = false
  /** ms to wait before the next call: a batch window, or a pause after a failure. */
  pause = 0
  /** Number of calls that failed while others succeeded, since its last event was accepted. */
  failures = 0
  /** Number of failed reads of its events since the last successful one. */
  readFailures = 0
  /** Number of the outbox's successful calls when this queue's last call failed. */
  callsAtFailure = 0
  /** The newest event that it has or had. */
  #newest: BroadcastPosition | null = null
  readonly #stored: StoredRange[] = []
  #tail: NumberedEvent[] = []

  constructor(channel: string) {
    this.channel = channel
  }

  /** Number of pending events. */
  get waiting(): number {
    const stored = this.#stored.reduce((sum, { first, last }) => sum + last - first + 1, 0)
    return this.head.length + stored + this.#tail.length
  }

  get isEmpty(): boolean {
    return this.head.length === 0 && this.#stored.length === 0 && this.#tail.length === 0
  }

  /** True when more than this number of events are pending, or some are being sent. */
  hasMore(events: number): boolean {
    return this.head.length > 0 || this.#stored.length > 0 || this.#tail.length >= events
  }

  add(events: readonly NumberedEvent[]): void {
    for (const event of events) this.#tail.push(event)
    const last = events.at(-1)
    if (last) this.#newest = { epoch: last.epoch, seq: last.seq }
  }

  /**
   * Adds a range of events that are read from the store, except those that it has or had.
   *
   * @returns older events, which are now read from the store too
   */
  addStored({ epoch, first, last }: StoredRange): readonly NumberedEvent[] {
    const { epoch: newestEpoch, seq = 0 } = this.#newest ?? {}
    const start = newestEpoch === epoch ? Math.max(first, seq + 1) : first
    if (start > last) return []
    const released = this.#tail.splice(0)
    for (const event of released) {
      this.#remember({ epoch: event.epoch, first: event.seq, last: event.seq })
    }
    this.#remember({ epoch, first: start, last })
    this.#newest = { epoch, seq: last }
    return released
  }

  /** The events except those that it has or had. */
  unknown(events: readonly NumberedEvent[]): readonly NumberedEvent[] {
    const newest = this.#newest
    return newest ? events.filter(({ seq, epoch }) => epoch !== newest.epoch || seq > newest.seq) : events
  }

  /**
   * Removes the events up to a `seq`, because another server broadcast them.
   *
   * @returns those that were in memory
   */
  skipTo({ epoch, seq: upTo }: BroadcastPosition): readonly NumberedEvent[] {
    const isDone = (event: Pick<NumberedEvent, 'epoch' | 'seq'>) => event.epoch === epoch && event.seq <= upTo
    const [range] = this.#stored
    const oldest = this.head[0] ?? (range ? { epoch: range.epoch, seq: range.first } : this.#tail[0])
    if (!oldest || !isDone(oldest)) return []
    const skipped = [...this.head, ...this.#tail].filter(isDone)
    if (skipped.length > 0) {
      this.head = this.head.filter((event) => !isDone(event))
      this.#tail = this.#tail.filter((event) => !isDone(event))
    }
    for (const stored of this.#stored.splice(0)) {
      if (stored.epoch !== epoch || stored.last > upTo) {
        this.#stored.push({
          ...stored,
          first: stored.epoch === epoch ? Math.max(stored.first, upTo + 1) : stored.first,
        })
      }
    }
    return skipped
  }

  /**
   * Removes the events from memory; they are read from the store later. Those of a call in progress stay.
   *
   * @returns the removed events
   */
  release(): readonly NumberedEvent[] {
    const head = this.isBusy ? [] : this.head.splice(0)
    const released = [...head, ...this.#tail]
    const later = this.#stored.splice(0)
    for (const { seq, epoch } of head) this.#remember({ epoch, first: seq, last: seq })
    for (const range of later) this.#remember(range)
    for (const { seq, epoch } of this.#tail) this.#remember({ epoch, first: seq, last: seq })
    this.#tail = []
    return released
  }

  /** The range that must be read before other events can be sent. */
  get nextStored(): StoredRange | undefined {
    return this.head.length === 0 ? this.#stored[0] : undefined
  }

  /** Adds events of the first stored range that were read, up to `seq`. Deleted events are missing. */
  readUpTo(seq: number, events: readonly NumberedEvent[]): void {
    this.head.push(...events)
    this.readFailures = 0
    const [range] = this.#stored
    if (!range) return
    if (seq >= range.last) this.#stored.shift()
    else range.first = seq + 1
  }

  /** Moves events from the tail to the head unless older ones are only in the store. */
  fillHead(most: number): void {
    if (this.#stored.length > 0 || this.head.length >= most) return
    this.head.push(...this.#tail.splice(0, most - this.head.length))
  }

  /** Removes the first events of the head after they were broadcast or skipped. */
  advance(events: readonly NumberedEvent[]): void {
    this.head.splice(0, events.length)
    const last = events.at(-1)
    if (last) this.position = { epoch: last.epoch, seq: last.seq }
    this.failures = 0
  }

  #remember(range: StoredRange): void {
    const last = this.#stored.at(-1)
    const isSame = last?.epoch === range.epoch
    // The number of ranges is limited. Beyond the limit, events of other servers are broadcast again, and clients drop
    // them.
    if (last && isSame && (range.first === last.last + 1 || this.#stored.length >= mostRanges)) {
      last.last = range.last
    } else {
      this.#stored.push(range)
      if (this.#stored.length > mostRanges) this.#stored.shift()
    }
  }
}
