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
  /** `seq` of the last event that was broadcast, or passed over. */
  seq: number
}

/** Events that wait in the store alone, `first` to `last`. */
export interface StoredRange {
  epoch: string
  first: number
  last: number
}

/** Ranges of one channel; between two of them are events that other servers broadcast. */
export const mostRanges = 100

/**
 * What of one channel is stored and not broadcast yet, oldest first: `head` is about to be sent, `stored` has to be
 * read again, `tail` is the newest. A durable cursor for each channel would take the place of `stored`, and be
 * written where `position` is.
 */
export class ChannelQueue {
  readonly channel: string
  batch: BatchRule | undefined
  head: NumberedEvent[] = []
  /** Null until something was broadcast. */
  position: BroadcastPosition | null = null
  /** Count of publications that still add to this and other lanes, to share calls to the backend. */
  holds = 0
  /** A call is on its way, a window or a pause lasts. */
  isBusy = false
  /** ms to wait before its next call: a window, or a pause after a failure. */
  pause = 0
  /** Count of calls that failed while others did not, since its last event was taken. */
  failures = 0
  /** Count of failures to read its events again, since one worked. */
  readFailures = 0
  /** Count of calls of the whole outbox that had gone through when its last one failed. */
  callsAtFailure = 0
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

  /** More than so many events wait, or some that were taken out to be sent. */
  hasMore(events: number): boolean {
    return this.head.length > 0 || this.#stored.length > 0 || this.#tail.length >= events
  }

  add(events: readonly NumberedEvent[]): void {
    for (const event of events) this.#tail.push(event)
  }

  /**
   * Lets go of the events in memory, which are read again from the store. Those of a call on its way stay.
   *
   * @returns what was let go
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

  /** What has to be read before anything else can be sent. */
  get nextStored(): StoredRange | undefined {
    return this.head.length === 0 ? this.#stored[0] : undefined
  }

  /** Events of the first stored range up to `seq` were read; not all of them need be there any more. */
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

  /** The first events of the head were broadcast, or passed over. */
  advance(events: readonly NumberedEvent[]): void {
    this.head.splice(0, events.length)
    const last = events.at(-1)
    if (last) this.position = { epoch: last.epoch, seq: last.seq }
    this.failures = 0
  }

  #remember(range: StoredRange): void {
    const last = this.#stored.at(-1)
    const isSame = last?.epoch === range.epoch
    // A bounded count of ranges: beyond it, events of other servers are broadcast once more; readers drop them.
    if (last && isSame && (range.first === last.last + 1 || this.#stored.length >= mostRanges)) {
      last.last = range.last
    } else {
      this.#stored.push(range)
      if (this.#stored.length > mostRanges) this.#stored.shift()
    }
  }
}
