import type { LogGap } from '../event-log-types.ts'

/** The gaps of a log, sorted by the index of the entry after each. */
export class GapList {
  #gaps: readonly LogGap[] = []

  get all(): readonly LogGap[] {
    return this.#gaps
  }

  add(gap: LogGap): void {
    this.#gaps = [...this.#gaps, gap].toSorted((a, b) => a.index - b.index)
  }

  /** Replaces a gap with others. */
  replace(gap: LogGap, next: readonly LogGap[]): void {
    const gaps = this.#gaps.flatMap((other) => (other === gap ? next : [other]))
    this.#gaps = gaps.toSorted((a, b) => a.index - b.index)
  }

  /** Entries were inserted before a gap's marker: moves all earlier markers down. */
  moveDown(marker: LogGap, count: number): void {
    const place = this.#gaps.indexOf(marker)
    this.#gaps = this.#gaps.map((gap, other) => (other < place ? { ...gap, index: gap.index - count } : gap))
  }

  /** Drops gaps before the first entry. */
  dropBelow(first: number): void {
    const gone = this.#gaps.some((gap) => gap.index < first)
    if (gone) this.#gaps = this.#gaps.filter((gap) => gap.index >= first)
  }

  /** Disables retries for all gaps. */
  seal(): void {
    this.#gaps = this.#gaps.map((gap) => ({ ...gap, failed: false, canRetry: false }))
  }
}
