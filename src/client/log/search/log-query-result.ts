import { createSignal } from '../../../primitives/index.ts'
import type { LogGap, LogQuery, LogQueryResult, LogQuerySnapshot } from '../event-log-types.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { HitList } from './hit-list.ts'
import { type FormerHits, LineSearch } from './line-search.ts'
import { firstSliceBudget, runInSlices } from './main-thread-slices.ts'
import { RegexSearch } from './regex-search.ts'
import { RepeatRuns } from './repeat-runs.ts'

/** The interface of a log for its queries. */
export interface SearchedLog {
  readonly store: EntryStore
  /** Absolute index of the first line that is searched; the store may have more. */
  readonly first: number
  readonly end: number
  readonly gaps: readonly LogGap[]
  /** Publishes changes only while it has subscribers. */
  subscribe: (listener: () => void) => () => void
  /** Called after every publication of changes. */
  onPaint(listener: () => void): () => void
  /** Requests a publication for hits that were found without a change of the log. */
  requestPaint: () => void
  /** The last finished search, from which a narrower one can start. */
  former: FormerHits | null
}

/** A live query. The first slice runs synchronously, so that the first screen of hits is available immediately. */
export class QueryResult implements LogQueryResult {
  readonly #log: SearchedLog
  readonly #query: LogQuery
  #changed = createSignal()
  readonly #stopPaint: () => void
  #search!: LineSearch | RegexSearch
  /** Collapsed hits; null unless `collapseRepeats` is set. */
  #runs: RepeatRuns | null = null
  #store: EntryStore
  #stopSlices: () => void = () => {}
  #error: Error | null = null
  #revision = 0
  /** Positions of the hits within the reader's window. */
  #firstHit = 0
  #endHit = 0
  #snapshot: LogQuerySnapshot = { first: 0, end: 0, lines: 0, done: false, error: null }

  constructor(log: SearchedLog, query: LogQuery, former: FormerHits | null) {
    this.#log = log
    this.#query = query
    this.#store = log.store
    this.#start(former)
    this.#publish()
    this.#stopPaint = log.onPaint(this.#update)
  }

  get size(): number {
    return this.#snapshot.end - this.#snapshot.first
  }

  indexAt(position: number): number {
    const { hits } = this.#search
    return hits.at(this.#runs ? Math.max(this.#runs.startOf(position), this.#firstHit) : position)
  }

  positionOf(index: number): number {
    const hit = this.#search.hits.positionOf(index)
    return this.#runs ? this.#runs.runOf(hit) : hit
  }

  repeats(position: number): number {
    if (!this.#runs) return 1
    const start = Math.max(this.#runs.startOf(position), this.#firstHit)
    return Math.min(this.#runs.startOf(position + 1), this.#endHit) - start
  }

  linesBefore(position: number): number {
    const hit = this.#runs ? this.#runs.startOf(position) : position
    return Math.min(this.#endHit, Math.max(this.#firstHit, hit)) - this.#firstHit
  }

  has(index: number): boolean {
    const { hits } = this.#search
    const hit = hits.positionOf(index)
    return hit >= this.#firstHit && hit < this.#endHit && hits.at(hit) === index
  }

  subscribe = (listener: () => void): (() => void) => {
    const off = this.#changed.on(listener)
    const unsubscribe = this.#log.subscribe(() => {})
    return () => {
      off()
      unsubscribe()
    }
  }

  getSnapshot = (): LogQuerySnapshot => {
    if (this.#changed.size === 0) this.#publish()
    return this.#snapshot
  }

  /** Resolves with the absolute index of every hit, once the oldest line is searched. */
  async finished(): Promise<number[]> {
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (!this.#snapshot.done && !this.#snapshot.error) return
        stop()
        resolve()
      }
      const stop = this.subscribe(check)
      check()
    })
    const { first, end, error } = this.#snapshot
    if (error) throw error
    return Array.from({ length: end - first }, (_, row) => this.indexAt(first + row))
  }

  dispose(): void {
    this.#stopPaint()
    this.#stopSlices()
    if (this.#search instanceof RegexSearch) this.#search.close()
    this.#changed = createSignal()
  }

  #start(former: FormerHits | null): void {
    const { store } = this.#log
    this.#store = store
    this.#revision = store.revision
    this.#error = null
    this.#runs = null
    if (this.#query.mode === 'regex' && this.#query.text) {
      try {
        this.#search = new RegexSearch(store, this.#query, this.#log.requestPaint)
        this.#runs = this.#divide(this.#search)
      } catch (error) {
        this.#error = error as Error
        this.#search = new LineSearch(store, { until: -Infinity }, emptyHits(store))
      }
      return
    }
    const search = new LineSearch(store, this.#query, former)
    this.#search = search
    this.#runs = this.#divide(search)
    if (this.#backward(search, performance.now() + firstSliceBudget)) this.#finished(search)
    else this.#continue(search)
  }

  #divide({ hits }: LineSearch | RegexSearch): RepeatRuns | null {
    if (!this.#query.collapseRepeats) return null
    const isParted = (index: number, former: number): boolean =>
      this.#log.gaps.some((gap) => gap.index > former && gap.index <= index)
    return new RepeatRuns(
      hits,
      (index, former) => this.#store.isRepeat(index, former) && !isParted(index, former),
    )
  }

  /** In small steps, so that the deadline includes collapsing repeats. @returns true when the oldest is reached */
  #backward(search: LineSearch, deadline: number): boolean {
    for (;;) {
      const done = search.backward(0)
      this.#runs?.update()
      if (done || performance.now() >= deadline) return done
    }
  }

  #continue(search: LineSearch): void {
    this.#stopSlices = runInSlices((deadline) => {
      const done = this.#backward(search, deadline)
      if (done) this.#finished(search)
      this.#log.requestPaint()
      return done
    })
  }

  #finished(search: LineSearch): void {
    const { hits, searchedFrom, searchedTo } = search
    const revision = this.#revision
    this.#log.former = { query: this.#query, hits, searchedFrom, searchedTo, revision }
  }

  #update = (): void => {
    if (this.#store !== this.#log.store || this.#revision !== this.#log.store.revision) {
      this.#stopSlices()
      if (this.#search instanceof RegexSearch) this.#search.close()
      this.#start(null)
    } else if (!(this.#search instanceof RegexSearch) && !this.#search.done) {
      // Older lines were loaded below the searched range.
      this.#stopSlices()
      this.#continue(this.#search)
    }
    if (this.#publish()) this.#changed.emit()
  }

  #publish(): boolean {
    const search = this.#search
    search.forward()
    const { hits, done } = search
    const error = this.#error ?? (search instanceof RegexSearch ? search.error : null)
    this.#runs?.update()
    const firstHit = Math.max(hits.first, hits.positionOf(this.#log.first))
    const endHit = Math.max(firstHit, hits.positionOf(this.#log.end))
    const lines = endHit - firstHit
    const first = this.#runs ? this.#runs.runOf(firstHit) : firstHit
    const end = !this.#runs ? endHit : lines === 0 ? first : this.#runs.runOf(endHit - 1) + 1
    this.#firstHit = firstHit
    this.#endHit = endHit
    const next = { first, end, lines, done, error }
    const last = this.#snapshot
    if ((Object.keys(next) as (keyof LogQuerySnapshot)[]).every((key) => next[key] === last[key]))
      return false
    this.#snapshot = next
    return true
  }
}

/** The hits of a search without results, already finished. */
function emptyHits(store: EntryStore): FormerHits {
  const { end, revision } = store
  return { query: {}, hits: new HitList(), searchedFrom: end, searchedTo: end, revision }
}
