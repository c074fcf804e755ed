import type { Entry, LogGap } from '../event-log-types.ts'
import type { FilteredLog } from './filtered-log.ts'
import type { Arrival } from './sequence-tracker.ts'

/** Maximum number of entries that a new log copies from another one; older ones come from the history. */
const maxCopied = 10_000

/** The numbers that identify a gap; its index differs between logs. */
export type GapPlace = Pick<LogGap, 'after' | 'before' | 'canRetry'>

const isSamePlace = (gap: GapPlace, { after, before, canRetry }: GapPlace): boolean =>
  gap.after === after && gap.before === before && gap.canRetry === canRetry

/** An entry that has a number. */
export type NumberedEntry = Entry & { seq: number }

/** The remaining gaps around entries that were inserted into a gap. */
function gapsAround(
  gap: LogGap,
  entries: readonly NumberedEntry[],
  shown: readonly NumberedEntry[],
): LogGap[] {
  const gaps: LogGap[] = []
  let after = gap.after as number
  for (const { seq } of entries) {
    const behind = shown.filter((entry) => entry.seq >= seq).length
    if (seq > after + 1) gaps.push({ ...gap, after, before: seq, reset: false, index: gap.index - behind })
    after = seq
  }
  const isFull = !gap.reset && gap.before !== null && after + 1 >= gap.before
  return isFull ? gaps : [...gaps, { ...gap, after }]
}

/** All logs of a channel's feed. They have the same gaps. */
export class FilteredLogs {
  readonly #logs = new Set<FilteredLog>()

  add(log: FilteredLog): void {
    this.#logs.add(log)
    this.raiseCapacity(log.contents.capacity)
    log.contents.raiseCapacity(this.capacity)
  }

  delete(log: FilteredLog): void {
    this.#logs.delete(log)
  }

  [Symbol.iterator](): IterableIterator<FilteredLog> {
    return this.#logs[Symbol.iterator]()
  }

  get capacity(): number {
    return Math.max(0, ...[...this].map(({ contents }) => contents.capacity))
  }

  /** The largest `capacity` of all readers applies. */
  raiseCapacity(capacity: number): void {
    for (const { contents } of this.#logs) contents.raiseCapacity(capacity)
  }

  append(arrivals: readonly Arrival[]): void {
    for (const { entry } of arrivals) {
      if (!entry) continue
      for (const log of this.#logs) if (log.wants(entry)) log.contents.append(entry)
    }
  }

  /** Inserts an entry before all others. @param next - the smallest number so far */
  prepend(entry: NumberedEntry, next: number): void {
    const gap = { after: entry.seq, before: next, durationMs: 0, failed: false, reset: false, canRetry: true }
    for (const log of this.#logs) {
      if (log.startsAt !== null) continue
      const { contents } = log
      if (entry.seq + 1 < next) contents.addGap(gap, contents.store.first)
      if (log.wants(entry)) contents.prepend([entry])
    }
  }

  /** Inserts an entry at the start of the current epoch. @param next - its smallest number so far */
  prependToEpoch(entry: NumberedEntry, next: number): void {
    const gap = { after: entry.seq - 1, before: next, failed: false, reset: false, canRetry: true }
    for (const { contents } of this.#logs) {
      const marker = contents.gaps.all.findLast(({ reset, before }) => reset && before === next)
      if (!marker) continue
      const { index } = marker
      contents.gaps.replace(marker, [
        { ...marker, before: entry.seq },
        { ...gap, durationMs: 0, index },
      ])
    }
    this.fillGap(gap, [entry])
  }

  /** The gaps of the channel, each once. */
  get gaps(): readonly LogGap[] {
    const gaps: LogGap[] = []
    for (const { contents } of this.#logs) {
      for (const gap of contents.gaps.all) if (!gaps.some((other) => isSamePlace(gap, other))) gaps.push(gap)
    }
    return gaps
  }

  /** The entry with this number in the current epoch, from any of the logs. */
  entryOf(seq: number): Entry | null {
    for (const { contents } of this.#logs) {
      const index = contents.indexOf(seq)
      if (index !== null) return contents.store.entry(index) ?? null
    }
    return null
  }

  /** The gap of a former epoch that includes `seq`; for a number above `last`, the marker at the epoch's end. */
  placeInFormer(last: number, seq: number): LogGap | undefined {
    const { gaps } = this
    const end = gaps.findLastIndex((gap) => gap.reset && gap.after === last)
    if (end < 0 || seq > last) return gaps[end]
    const start = gaps.slice(0, end).findLastIndex((gap) => gap.reset)
    return gaps
      .slice(start + 1, end)
      .find(({ after, before }) => after !== null && before !== null && after < seq && seq < before)
  }

  /** Marks a gap at the live end. */
  addGap(gap: Omit<LogGap, 'index'>): void {
    for (const { contents } of this.#logs) contents.addGap(gap)
  }

  /** Marks a gap before all entries. */
  addGapAtStart(gap: Omit<LogGap, 'index'>): void {
    for (const { contents } of this.#logs) contents.addGap(gap, contents.store.first)
  }

  /** Removes a gap. */
  closeGap(gap: GapPlace): void {
    for (const { contents } of this.#logs) {
      const marker = contents.gaps.all.find((other) => isSamePlace(other, gap))
      if (!marker) continue
      contents.gaps.replace(marker, [])
      contents.changed()
    }
  }

  /** Inserts ascending entries into a gap; the remaining gaps stay marked. */
  fillGap(gap: GapPlace, entries: readonly NumberedEntry[], change: Partial<LogGap> = {}): void {
    for (const log of this.#logs) {
      const { contents } = log
      const marker = contents.gaps.all.findLast((other) => isSamePlace(other, gap))
      if (!marker || marker.after === null) continue
      const wanted = entries.filter((entry) => log.wants(entry))
      contents.insert(marker, wanted)
      contents.gaps.replace(marker, gapsAround({ ...marker, ...change }, entries, wanted))
      contents.changed()
    }
  }

  /** The server has reset its numbers: earlier entries can no longer be fetched. */
  seal(): void {
    for (const { contents, older } of this.#logs) {
      contents.gaps.seal()
      older.startBelow(null, false)
    }
  }

  /** Copies matching entries from another log into a new one. @returns false when there is none to copy from */
  copyInto(log: FilteredLog): boolean {
    const source = [...this].find((other) => other.event === undefined && other !== log)
    if (!source || source.isLoading) return false
    const { store, gaps, lastEntryAt } = source.contents
    const from = Math.max(store.first, store.end - maxCopied)
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
