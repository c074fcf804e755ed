import type { NumberedEvent } from './batch-packing.ts'

/** How a channel's events share messages. */
export interface BatchRule {
  /** ms between two messages of a channel. */
  windowMs: number
  /** Bytes of one message's payload. */
  maxBytes: number
}

/** How far a channel is broadcast. */
export interface BroadcastPosition {
  epoch: string
  /** `seq` of the last event that was broadcast or skipped. */
  seq: number
}

/** Events that wait only in the store, `first` to `last`. */
export interface StoredRange {
  epoch: string
  first: number
  last: number
}

/** Ranges of one channel; between two of them are events that other servers broadcast. */
export const mostRanges = 100

/**
 * The events of one channel that are stored and not broadcast yet, oldest first: `head` is sent next, `stored` has to
 * be read from the store, `tail` is the newest.
 */
export class ChannelQueue {
  readonly channel: string
  batch: BatchRule | undefined
  head: NumberedEvent[] = []
  /** Null until an event was broadcast. */
  position: BroadcastPosition | null = null
  /** Count of publications that are still adding to this and other queues, to share calls to the backend. */
  holds = 0
  /** Whether a call, a window or a pause is in progress. */
  isBusy = false
  /** ms to wait before its next call: a window, or a pause after a failure. */
  pause = 0
  /** Count of calls that failed while others succeeded, since its last event was accepted. */
  failures = 0
  /** Count of failed reads of its events since the last successful one. */
  readFailures = 0
  /** Count of successful calls of the whole outbox when its last one failed. */
  callsAtFailure = 0
  /** The newest event that it has or had. */
  #newest: BroadcastPosition | null = null
  readonly #stored: StoredRange[] = []
  #tail: NumberedEvent[] = []

  constructor(channel: string) {
    this.channel = channel
  }

  /** Count of events that wait. */
  get waiting(): number {
    const stored = this.#stored.reduce((sum, { first, last }) => sum + last - first + 1, 0)
    return this.head.length + stored + this.#tail.length
  }

  get isEmpty(): boolean {
    return this.head.length === 0 && this.#stored.length === 0 && this.#tail.length === 0
  }

  /** Whether more than a count of events wait, or some are being sent. */
  hasMore(events: number): boolean {
    return this.head.length > 0 || this.#stored.length > 0 || this.#tail.length >= events
  }

  add(events: readonly NumberedEvent[]): void {
    for (const event of events) this.#tail.push(event)
    const last = events.at(-1)
    if (last) this.#newest = { epoch: last.epoch, seq: last.seq }
  }

  /**
   * Adds a range of events that are read from the store, without those that it has or had.
   *
   * @returns older events, which are read from the store now, too
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

  /** The events without those that it has or had. */
  unknown(events: readonly NumberedEvent[]): readonly NumberedEvent[] {
    const newest = this.#newest
    return newest ? events.filter(({ seq, epoch }) => epoch !== newest.epoch || seq > newest.seq) : events
  }

  /**
   * Removes the events up to a `seq`, which another server broadcast.
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

  /** The range that has to be read before other events can be sent. */
  get nextStored(): StoredRange | undefined {
    return this.head.length === 0 ? this.#stored[0] : undefined
  }

  /** Adds events of the first stored range that were read, up to `seq`; pruned events are missing. */
  readUpTo(seq: number, events: readonly NumberedEvent[]): void {
    this.head.push(...events)
    this.readFailures = 0
    const [range] = this.#stored
    if (!range) return
    if (seq >= range.last) this.#stored.shift()
    else range.first = seq + 1
  }

  /** Moves events from the tail to the head, while nothing older waits in the store. */
  fillHead(most: number): void {
    if (this.#stored.length > 0 || this.head.length >= most) return
    this.head.push(...this.#tail.splice(0, most - this.head.length))
  }

  /** Removes the first events of the head, which were broadcast or skipped. */
  advance(events: readonly NumberedEvent[]): void {
    this.head.splice(0, events.length)
    const last = events.at(-1)
    if (last) this.position = { epoch: last.epoch, seq: last.seq }
    this.failures = 0
  }

  #remember(range: StoredRange): void {
    const last = this.#stored.at(-1)
    const isSame = last?.epoch === range.epoch
    // A bounded count of ranges: beyond it, events of other servers are broadcast again, and readers drop them.
    if (last && isSame && (range.first === last.last + 1 || this.#stored.length >= mostRanges)) {
      last.last = range.last
    } else {
      this.#stored.push(range)
      if (this.#stored.length > mostRanges) this.#stored.shift()
    }
  }
}
