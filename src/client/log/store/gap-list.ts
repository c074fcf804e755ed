import type { LogGap } from '../event-log-types.ts'

/** The gap markers of a log, by the index of the entry that follows each. */
export class GapList {
  #gaps: readonly LogGap[] = []

  get all(): readonly LogGap[] {
    return this.#gaps
  }

  add(gap: LogGap): void {
    this.#gaps = [...this.#gaps, gap].toSorted((a, b) => a.index - b.index)
  }

  /** Puts others in the place of a gap, in their order. */
  replace(gap: LogGap, next: readonly LogGap[]): void {
    const gaps = this.#gaps.flatMap((other) => (other === gap ? next : [other]))
    this.#gaps = gaps.toSorted((a, b) => a.index - b.index)
  }

  /** Entries were put in right before a gap's marker: everything older has moved down, other markers there too. */
  moveDown(marker: LogGap, count: number): void {
    const place = this.#gaps.indexOf(marker)
    this.#gaps = this.#gaps.map((gap, other) => (other < place ? { ...gap, index: gap.index - count } : gap))
  }

  /** The entries before these gaps are gone, and the gaps with them. */
  dropBelow(first: number): void {
    const gone = this.#gaps.some((gap) => gap.index < first)
    if (gone) this.#gaps = this.#gaps.filter((gap) => gap.index >= first)
  }

  /** None of them can be tried again. */
  seal(): void {
    this.#gaps = this.#gaps.map((gap) => ({ ...gap, failed: false, canRetry: false }))
  }
}
