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

  replace(gap: LogGap, next: LogGap | null): void {
    this.#gaps = this.#gaps.flatMap((other) => (other === gap ? (next ? [next] : []) : [other]))
  }

  /** Entries were put in before `at`: everything older has moved down. */
  moveDown(at: number, count: number): void {
    this.#gaps = this.#gaps.map((gap) => (gap.index < at ? { ...gap, index: gap.index - count } : gap))
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
