import type { Arrival } from './sequence-tracker.ts'

/** Maximum number of remembered epochs besides the current one; the oldest is dropped. */
const rememberedEpochs = 8
/** Maximum number of remembered numbers of an epoch whose lines are shown without numbers. */
const rememberedNumbers = 10_000
/** How long events wait while the history fails, ms. */
const longestWait = 15_000
/** Maximum number of events that wait until the history's epoch is known. */
const maxUndecided = 10_000

/** The epoch of the history; `neither` when it has no events, or a third epoch. */
export type EpochOfHistory = 'present' | 'neither' | 'unknown'

/** An event of another epoch than the current one. */
export interface OtherArrival {
  readonly arrival: Arrival
  readonly epoch: string
  /** When it was received, ms of `performance.now()`. */
  readonly at: number
}

/**
 * The epochs of a channel besides the current one. Each number of each epoch is shown once.
 *
 *   former   the log has entries of it, up to a marker: late events are inserted there
 *   foreign  the history has the current epoch: events of the other are shown on arrival, without a number
 *   unknown  events wait until the history's epoch is known
 */
export class OtherEpochs {
  /** The last shown number of each former epoch. */
  readonly #former = new Map<string, number>()
  readonly #foreign = new Map<string, Set<number>>()
  #undecided: (OtherArrival & { place: number })[] = []
  #place = 0

  /** The position after the last waiting event. */
  get mark(): number {
    return this.#place
  }

  /** @returns the oldest ones when too many events wait */
  wait(other: OtherArrival): OtherArrival[] {
    this.#undecided.push({ ...other, place: this.#place })
    this.#place += 1
    return this.#undecided.splice(0, this.#undecided.length - maxUndecided)
  }

  /**
   * Takes the events before a mark. While the history fails they wait for a limited time, because entries of the current
   * epoch cannot be fetched once a new one has started.
   */
  takeBefore(mark: number, waits: boolean): OtherArrival[] {
    const young = performance.now() - longestWait
    return this.#take(({ place, at }) => place < mark && (!waits || at <= young))
  }

  /** Takes the events of an epoch. */
  takeOf(epoch: string | null): OtherArrival[] {
    return this.#take((other) => other.epoch === epoch)
  }

  /** Takes the events of the epochs that were seen before this one. */
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

  /** The log continues in another epoch. */
  leave(epoch: string, last: number): void {
    this.#former.delete(epoch)
    this.#former.set(epoch, last)
    forgetOldest(this.#former, rememberedEpochs)
  }

  /** The log continues in this epoch. @returns the last number that was shown of it; 0 for a new one */
  enter(epoch: string): number {
    const last = this.#former.get(epoch) ?? 0
    this.#former.delete(epoch)
    return last
  }

  isForeign(epoch: string): boolean {
    return this.#foreign.has(epoch)
  }

  /** @returns false when the event was shown before */
  showForeign({ arrival, epoch }: OtherArrival): boolean {
    const shown = this.#foreign.get(epoch) ?? new Set<number>()
    this.#foreign.set(epoch, shown)
    forgetOldest(this.#foreign, rememberedEpochs)
    if (shown.has(arrival.seq)) return false
    shown.add(arrival.seq)
    forgetOldest(shown, rememberedNumbers)
    return true
  }

  /** True when the event was shown without a number before its epoch became the current one. */
  wasShown(epoch: string | null, seq: number): boolean {
    return epoch !== null && this.#foreign.size > 0 && (this.#foreign.get(epoch)?.has(seq) ?? false)
  }
}

/** Sorts by epoch, in the order of their first events, and then by number. */
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
