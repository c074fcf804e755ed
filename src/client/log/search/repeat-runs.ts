import { HitList } from './hit-list.ts'

/**
 * Runs of equal consecutive hits. Positions of runs are stable like those of hits: a run that is added below gets a
 * position below `first`, and a run whose oldest hits were dropped keeps its position.
 */
export class RepeatRuns {
  readonly #hits: HitList
  readonly #isRepeat: (index: number, former: number) => boolean
  /** The position of each run's first hit. */
  readonly #starts = new HitList()
  /** The range of hits that is divided into runs. */
  #from = 0
  #to = 0

  /** @param isRepeat - compares two consecutive hits by their absolute indices */
  constructor(hits: HitList, isRepeat: (index: number, former: number) => boolean) {
    this.#hits = hits
    this.#isRepeat = isRepeat
  }

  /** Processes hits that were added or dropped since the last call. */
  update(): void {
    const { first, end } = this.#hits
    if (first > this.#from) this.#drop(first)
    while (this.#to < end) {
      if (this.#to === this.#from || !this.#isSame(this.#to)) this.#starts.push(this.#to)
      this.#to += 1
    }
    while (this.#from > first) {
      const joins = this.#from < this.#to && this.#isSame(this.#from)
      if (joins) this.#starts.dropBelow(this.#from + 1)
      this.#from -= 1
      this.#starts.unshift(this.#from)
    }
  }

  /** The run of a hit. */
  runOf(hit: number): number {
    const run = this.#starts.positionOf(hit)
    return run < this.#starts.end && this.#starts.at(run) === hit ? run : run - 1
  }

  /** The position of a run's first hit; after the last run, the end position. */
  startOf(run: number): number {
    return run < this.#starts.end ? this.#starts.at(run) : this.#to
  }

  #isSame(hit: number): boolean {
    return this.#isRepeat(this.#hits.at(hit), this.#hits.at(hit - 1))
  }

  /** Drops hits below `first`; a run that is cut starts with its first remaining hit. */
  #drop(first: number): void {
    if (first >= this.#to) {
      this.#starts.dropBelow(this.#to)
      this.#from = first
      this.#to = first
      return
    }
    const start = this.#starts.at(this.runOf(first))
    this.#starts.dropBelow(start + 1)
    this.#starts.unshift(first)
    this.#from = first
  }
}
