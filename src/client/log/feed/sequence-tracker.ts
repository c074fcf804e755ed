import type { Entry } from '../event-log-types.ts'

/** A numbered event; `entry` is null when this client published it and has its receipt only. */
export interface Arrival {
  seq: number
  entry: Entry | null
}

/**
 * Orders one channel's events by their numbers:
 *
 *   seq < next  → dropped        seq = next → accepted, with the waiting events that follow it
 *   seq > next  → waits in `early` until the missing events arrive or are given up
 */
export class SequenceTracker {
  /** The next expected number; null before the start is known. */
  next: number | null = null
  /** The first expected number; earlier events come from the history. */
  start: number | null = null
  /** Late events from this number up to `start` are shown; null in an epoch whose history is read. */
  lowest: number | null = null
  epoch: string | null = null
  readonly #early = new Map<number, Arrival>()
  readonly #earlyLimit: number

  constructor(earlyLimit: number) {
    this.#earlyLimit = earlyLimit
  }

  /** The smallest waiting number, or null. */
  get earliest(): number | null {
    let earliest: number | null = null
    for (const seq of this.#early.keys()) if (earliest === null || seq < earliest) earliest = seq
    return earliest
  }

  /** The waiting numbers, ascending. */
  get waiting(): number[] {
    return [...this.#early.keys()].toSorted((a, b) => a - b)
  }

  /** True while events wait for missing ones. */
  get isWaiting(): boolean {
    return this.#early.size > 0
  }

  /** @returns the events that are in order now */
  accept(arrival: Arrival): Arrival[] {
    if (this.next !== null && arrival.seq < this.next) return []
    if (this.next === arrival.seq) {
      this.next += 1
      return this.#early.size === 0 ? [arrival] : [arrival, ...this.drain()]
    }
    this.#early.set(arrival.seq, arrival)
    if (this.#early.size > this.#earlyLimit) this.#forgetOldest()
    return []
  }

  /** Sets the start unless it is already set. */
  startAt(seq: number): void {
    this.start ??= seq
    this.next ??= seq
  }

  /** Continues at `seq`. @returns the waiting events from there on */
  continueAt(seq: number): Arrival[] {
    this.start ??= seq
    this.next = seq
    for (const early of this.#early.keys()) if (early < seq) this.#early.delete(early)
    return this.drain()
  }

  drain(): Arrival[] {
    const ready: Arrival[] = []
    while (this.next !== null) {
      const arrival = this.#early.get(this.next)
      if (!arrival) break
      this.#early.delete(this.next)
      ready.push(arrival)
      this.next += 1
    }
    return ready
  }

  /** Starts another epoch, in which `from` is expected next. No events from `lowest` on have been shown. */
  restart(epoch: string | null, from: number, lowest: number): void {
    this.epoch = epoch
    this.start = from
    this.lowest = lowest
    this.next = from
    this.#early.clear()
  }

  /** Discards all events received so far. */
  forget(): void {
    this.epoch = null
    this.#early.clear()
  }

  /** The running healing fetches the dropped event. */
  #forgetOldest(): void {
    for (const seq of this.#early.keys()) {
      this.#early.delete(seq)
      return
    }
  }
}
