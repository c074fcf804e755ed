import type { LogQuery, LogQueryResult, LogQuerySnapshot } from '../event-log-types.ts'
import type { EntryStore } from './entry-store.ts'
import { HitList } from './hit-list.ts'
import { type FormerHits, LineSearch } from './line-search.ts'
import { runInSlices, sliceBudget } from './main-thread-slices.ts'
import { RegexSearch } from './regex-search.ts'

/** What a result needs of the log it searches. */
export interface SearchedLog {
  readonly store: EntryStore
  /** Absolute indices: only lines from `first` to `end` are shown, whatever the store holds. */
  readonly first: number
  readonly end: number
  /** Calls after every paint window in which the log changed. */
  onPaint(listener: () => void): () => void
  /** Asks for a paint window: hits were found without the log changing. */
  requestPaint: () => void
  /** The last finished search, for a narrower one to start from. */
  former: FormerHits | null
}

/** A query kept up to date. The first slice runs at once, so that the first screen is there at once. */
export class QueryResult implements LogQueryResult {
  readonly #log: SearchedLog
  readonly #query: LogQuery
  readonly #listeners = new Set<() => void>()
  readonly #stopPaint: () => void
  #search!: LineSearch | RegexSearch
  #store: EntryStore
  #stopSlices: () => void = () => {}
  #error: Error | null = null
  #revision = 0
  #snapshot: LogQuerySnapshot = { first: 0, end: 0, done: false, error: null }

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
    return this.#search.hits.at(position)
  }

  positionOf(index: number): number {
    return this.#search.hits.positionOf(index)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getSnapshot = (): LogQuerySnapshot => {
    if (this.#listeners.size === 0) this.#publish()
    return this.#snapshot
  }

  /** Resolves with the absolute index of every hit, once the oldest line is searched. */
  async finished(): Promise<number[]> {
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (this.#snapshot.done || this.#snapshot.error) resolve()
      }
      this.subscribe(check)
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
    this.#listeners.clear()
  }

  #start(former: FormerHits | null): void {
    const { store } = this.#log
    this.#store = store
    this.#revision = store.revision
    this.#error = null
    if (this.#query.mode === 'regex' && this.#query.text) {
      try {
        this.#search = new RegexSearch(store, this.#query, this.#log.requestPaint)
      } catch (error) {
        this.#error = error as Error
        this.#search = new LineSearch(store, { until: -Infinity }, emptyHits(store))
      }
      return
    }
    const search = new LineSearch(store, this.#query, former)
    this.#search = search
    if (search.backward(performance.now() + sliceBudget)) this.#finished(search)
    else this.#continue(search)
  }

  #continue(search: LineSearch): void {
    this.#stopSlices = runInSlices((deadline) => {
      const done = search.backward(deadline)
      if (done) this.#finished(search)
      this.#log.requestPaint()
      return done
    })
  }

  #finished(search: LineSearch): void {
    const { hits, searchedTo } = search
    this.#log.former = { query: this.#query, hits, searchedTo, revision: this.#revision }
  }

  #update = (): void => {
    if (this.#store !== this.#log.store || this.#revision !== this.#log.store.revision) {
      this.#stopSlices()
      if (this.#search instanceof RegexSearch) this.#search.close()
      this.#start(null)
    } else if (!(this.#search instanceof RegexSearch) && !this.#search.done) {
      // Older lines were loaded below what had been searched.
      this.#stopSlices()
      this.#continue(this.#search)
    }
    if (this.#publish()) for (const listener of this.#listeners) listener()
  }

  #publish(): boolean {
    const search = this.#search
    search.forward()
    const { hits, done } = search
    const error = this.#error ?? (search instanceof RegexSearch ? search.error : null)
    const first = Math.max(hits.first, hits.positionOf(this.#log.first))
    const end = Math.max(first, hits.positionOf(this.#log.end))
    const last = this.#snapshot
    if (last.first === first && last.end === end && last.done === done && last.error === error) return false
    this.#snapshot = { first, end, done, error }
    return true
  }
}

/** A search that is over before it began. */
function emptyHits(store: EntryStore): FormerHits {
  return { query: {}, hits: new HitList(), searchedTo: store.end, revision: store.revision }
}
