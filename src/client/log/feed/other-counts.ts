import type { Arrival } from './sequence-tracker.ts'

/** Counts remembered beside the present one; the oldest is forgotten. */
const rememberedCounts = 8
/** Numbers remembered of a count whose lines are shown without theirs. */
const rememberedNumbers = 10_000
/** ms that they wait while the history fails. */
const longestWait = 15_000
/** Events that may wait until it is known which count goes on. */
const mostUndecided = 10_000

/** Which count the history goes on with; `neither` when it has no events, or another one. */
export type CountOfHistory = 'present' | 'neither' | 'unknown'

/** An event of another count than the present one. */
export interface OtherArrival {
  readonly arrival: Arrival
  readonly epoch: string
  /** When it came, ms of `performance.now()`. */
  readonly at: number
}

/**
 * What is known of counts (epochs) beside the present one of a channel. Each number of each count is shown once.
 *
 *   former   the log holds a part of it, up to a marker: what comes late goes to the end of that part
 *   foreign  the history goes on with the present count: what comes is shown as it comes, without a number
 *   unknown  waits for what the history says
 */
export class OtherCounts {
  /** The last number of each former count that was shown. */
  readonly #former = new Map<string, number>()
  readonly #foreign = new Map<string, Set<number>>()
  #undecided: (OtherArrival & { place: number })[] = []
  #place = 0

  /** A place in the order of the events that wait: those that come later are not before it. */
  get mark(): number {
    return this.#place
  }

  /** @returns those that can wait no longer, because too many do */
  wait(other: OtherArrival): OtherArrival[] {
    this.#undecided.push({ ...other, place: this.#place })
    this.#place += 1
    return this.#undecided.splice(0, this.#undecided.length - mostUndecided)
  }

  /**
   * Takes the events that came before a mark. A history that fails may answer later, so they wait for a while: a new
   * count ends what can be asked for of the present one.
   */
  takeBefore(mark: number, waits: boolean): OtherArrival[] {
    const young = performance.now() - longestWait
    return this.#take(({ place, at }) => place < mark && (!waits || at <= young))
  }

  /** Takes the events of a count. */
  takeOf(epoch: string | null): OtherArrival[] {
    return this.#take((other) => other.epoch === epoch)
  }

  /** Takes the events of the counts that began before this one. */
  takeOlder(epoch: string): OtherArrival[] {
    const epochs = [...new Set(this.#undecided.map((other) => other.epoch))]
    const place = epochs.indexOf(epoch)
    const older = new Set(place < 0 ? epochs : epochs.slice(0, place))
    return this.#take((other) => older.has(other.epoch))
  }

  #take(isTaken: (other: OtherArrival & { place: number }) => boolean): OtherArrival[] {
    const taken = this.#undecided.filter(isTaken)
    this.#undecided = this.#undecided.filter((other) => !isTaken(other))
    return taken
  }

  lastOfFormer(epoch: string): number | null {
    return this.#former.get(epoch) ?? null
  }

  /** The log goes on in another count. */
  leave(epoch: string, last: number): void {
    this.#former.delete(epoch)
    this.#former.set(epoch, last)
    forgetOldest(this.#former, rememberedCounts)
  }

  /** The log goes on in a count that it had left, or not. @returns its last number that was shown */
  enter(epoch: string): number {
    const last = this.#former.get(epoch) ?? 0
    this.#former.delete(epoch)
    return last
  }

  isForeign(epoch: string): boolean {
    return this.#foreign.has(epoch)
  }

  /** @returns false when it was shown before */
  showForeign({ arrival, epoch }: OtherArrival): boolean {
    const shown = this.#foreign.get(epoch) ?? new Set<number>()
    this.#foreign.set(epoch, shown)
    forgetOldest(this.#foreign, rememberedCounts)
    if (shown.has(arrival.seq)) return false
    shown.add(arrival.seq)
    forgetOldest(shown, rememberedNumbers)
    return true
  }

  /** True when it was shown without its number, before its count became the present one. */
  wasShown(epoch: string | null, seq: number): boolean {
    return epoch !== null && this.#foreign.size > 0 && (this.#foreign.get(epoch)?.has(seq) ?? false)
  }
}

/** One count after the other, in the order in which they began; the events of each by their numbers. */
export function inOrder(others: readonly OtherArrival[]): OtherArrival[] {
  const epochs = [...new Set(others.map(({ epoch }) => epoch))]
  return epochs.flatMap((epoch) =>
    others.filter((other) => other.epoch === epoch).toSorted((a, b) => a.arrival.seq - b.arrival.seq),
  )
}

function forgetOldest<Key>(
  keyed: { size: number; keys: () => Iterable<Key>; delete: (key: Key) => boolean },
  limit: number,
) {
  for (const oldest of keyed.keys()) {
    if (keyed.size <= limit) return
    keyed.delete(oldest)
  }
}
