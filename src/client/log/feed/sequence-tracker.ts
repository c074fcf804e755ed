import type { Entry } from '../event-log-types.ts'

/** A numbered event; `entry` is null when the server only confirmed it to its own sender. */
export interface Arrival {
  seq: number
  entry: Entry | null
}

/**
 * Follows one channel's numbers. What comes in order passes, what was seen is dropped, what comes early waits:
 *
 *   seq < next  → dropped        seq = next → passes, and whatever waited behind it
 *   seq > next  → waits in `early` until the hole is filled or given up
 */
export class SequenceTracker {
  /** The number expected next; null before the start is known. */
  next: number | null = null
  /** The number that was expected first; what is below comes from the history only. */
  start: number | null = null
  /** From here to `start`, late events are shown; null until a count begins that the history is not read of. */
  lowest: number | null = null
  epoch: string | null = null
  readonly #early = new Map<number, Arrival>()
  readonly #earlyLimit: number

  constructor(earlyLimit: number) {
    this.#earlyLimit = earlyLimit
  }

  /** The smallest number that waits, or null. */
  get earliest(): number | null {
    let earliest: number | null = null
    for (const seq of this.#early.keys()) if (earliest === null || seq < earliest) earliest = seq
    return earliest
  }

  /** The numbers that wait, ascending. */
  get waiting(): number[] {
    return [...this.#early.keys()].toSorted((a, b) => a - b)
  }

  /** True while something waits behind a hole. */
  get isWaiting(): boolean {
    return this.#early.size > 0
  }

  /** @returns what is in order now */
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

  /** Begins at `seq` unless it has begun. */
  startAt(seq: number): void {
    this.start ??= seq
    this.next ??= seq
  }

  /** Goes on at `seq`. @returns what waited there */
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

  /** The server counts anew, and `from` is expected next; from `lowest` on nothing was shown. */
  restart(epoch: string | null, from: number, lowest: number): void {
    this.epoch = epoch
    this.start = from
    this.lowest = lowest
    this.next = from
    this.#early.clear()
  }

  /** As if no event had come. */
  forget(): void {
    this.epoch = null
    this.#early.clear()
  }

  /** What is forgotten leaves a hole that the healing under way fetches. */
  #forgetOldest(): void {
    for (const seq of this.#early.keys()) {
      this.#early.delete(seq)
      return
    }
  }
}
