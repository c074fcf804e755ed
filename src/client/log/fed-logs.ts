import type { Entry, LogGap } from '../event-log-types.ts'
import type { FedLog } from './fed-log.ts'
import type { Arrival } from './sequence-tracker.ts'

/** Newest entries that a log takes from another one; older ones come from the history. */
const longestCopy = 10_000

/** Where a gap lies in the channel's numbers; its index is another in each log. */
export type GapPlace = Pick<LogGap, 'after' | 'before' | 'canRetry'>

const isSamePlace = (gap: GapPlace, { after, before, canRetry }: GapPlace): boolean =>
  gap.after === after && gap.before === before && gap.canRetry === canRetry

/** Every log that one channel's feed fills. What the channel has missed, all of them have. */
export class FedLogs {
  readonly #logs = new Set<FedLog>()

  add(log: FedLog): void {
    this.#logs.add(log)
    this.raiseCapacity(log.contents.capacity)
    log.contents.raiseCapacity(this.capacity)
  }

  delete(log: FedLog): void {
    this.#logs.delete(log)
  }

  [Symbol.iterator](): IterableIterator<FedLog> {
    return this.#logs[Symbol.iterator]()
  }

  get capacity(): number {
    return Math.max(0, ...[...this].map(({ contents }) => contents.capacity))
  }

  /** The largest of all readers counts. */
  raiseCapacity(capacity: number): void {
    for (const { contents } of this.#logs) contents.raiseCapacity(capacity)
  }

  append(arrivals: readonly Arrival[]): void {
    for (const { entry } of arrivals) {
      if (!entry) continue
      for (const log of this.#logs) if (log.wants(entry)) log.contents.append(entry)
    }
  }

  /** The gaps of the channel, each once. */
  get gaps(): readonly LogGap[] {
    const gaps: LogGap[] = []
    for (const { contents } of this.#logs) {
      for (const gap of contents.gaps.all) if (!gaps.some((other) => isSamePlace(gap, other))) gaps.push(gap)
    }
    return gaps
  }

  /** Marks a gap at the live end. */
  addGap(gap: Omit<LogGap, 'index'>): void {
    for (const { contents } of this.#logs) contents.addGap(gap)
  }

  /** Puts what was fetched of a gap where it belongs. @param rest - what is missing still; null for nothing */
  fillGap(gap: GapPlace, entries: readonly Entry[], rest: Pick<LogGap, 'after'> | null): void {
    for (const log of this.#logs) {
      const { contents } = log
      const marker = contents.gaps.all.find((other) => isSamePlace(other, gap))
      if (!marker) continue
      // The marker is set to follow the entries, so they go in before it.
      const wanted = entries.filter((entry) => log.wants(entry))
      contents.insert(marker.index, wanted)
      contents.gaps.replace(marker, rest && { ...marker, ...rest })
    }
  }

  /** The server counts anew: nothing that came before can be asked for any more. */
  seal(): void {
    for (const { contents, older } of this.#logs) {
      contents.gaps.seal()
      older.startBelow(null, false)
    }
  }

  /** Gives a new log what another one holds of it. @returns false when none does */
  copyInto(log: FedLog): boolean {
    const source = [...this].find((other) => other.event === undefined && other !== log)
    if (!source || source.isLoading) return false
    const { store, gaps, lastEntryAt } = source.contents
    const from = Math.max(store.first, store.end - longestCopy)
    for (let index = from; index <= store.end; index += 1) {
      for (const gap of gaps.all) if (gap.index === index) log.contents.addGap(gap)
      const entry = store.entry(index)
      if (entry && log.wants(entry)) log.contents.store.append(entry)
    }
    log.contents.lastEntryAt = lastEntryAt
    const isWhole = from === store.first && !source.older.hasOlder
    const oldest = store.entry(from)?.seq ?? null
    log.older.startBelow(oldest, oldest !== null && !isWhole)
    log.contents.trim()
    return true
  }

  changed(): void {
    for (const { contents } of this.#logs) contents.changed()
  }
}
