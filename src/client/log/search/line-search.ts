import type { LogQuery } from '../event-log-types.ts'
import type { Chunk } from '../store/chunk.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { HitList } from './hit-list.ts'
import { compileQuery, type LineMatcher } from './line-matcher.ts'

/** The hits of a finished search, from which a narrower one can start. */
export interface FormerHits {
  query: LogQuery
  hits: HitList
  /** The start of the searched range … */
  searchedFrom: number
  /** … and its exclusive end. */
  searchedTo: number
  revision: number
}

/** Finds the lines of a store that match a query, from the newest to the oldest. */
export class LineSearch {
  hits = new HitList()
  readonly query: LogQuery
  readonly #store: EntryStore
  readonly #matches: LineMatcher
  readonly #former: FormerHits | null
  /** The searched range: `#from` to `#to`. */
  #from: number
  #to: number

  constructor(store: EntryStore, query: LogQuery, former: FormerHits | null) {
    this.query = query
    this.#store = store
    this.#former = former
    this.#matches = compileQuery(query, store)
    this.#from = former ? former.searchedTo : store.end
    this.#to = this.#from
  }

  get done(): boolean {
    return this.#from <= this.#store.first
  }

  get searchedFrom(): number {
    return this.#from
  }

  get searchedTo(): number {
    return this.#to
  }

  /** Searches the lines added since the last call. */
  forward(): void {
    const { end, first } = this.#store
    const start = Math.max(this.#to, first)
    for (let index = start; index < end;) {
      const chunk = this.#store.chunkAt(index) as Chunk
      const stop = Math.min(end, chunk.start + chunk.length)
      for (let row = index - chunk.start; row < stop - chunk.start; row += 1) {
        if (this.#matches(chunk, row)) this.hits.push(chunk.start + row)
      }
      index = stop
    }
    this.#to = end
    this.hits.dropBelow(first)
  }

  /** Searches older lines until the deadline, at least one chunk. @returns true when the oldest is reached */
  backward(deadline: number): boolean {
    while (!this.done) {
      // Lines below the former search have been loaded since.
      if (this.#former && this.#from > this.#former.searchedFrom) this.#backwardInHits(this.#former)
      else this.#backwardInChunk()
      if (performance.now() >= deadline) break
    }
    return this.done
  }

  #backwardInChunk(): void {
    const chunk = this.#store.chunkAt(this.#from - 1) as Chunk
    const stop = Math.max(chunk.start, this.#store.first)
    for (let row = this.#from - 1 - chunk.start; row >= stop - chunk.start; row -= 1) {
      if (this.#matches(chunk, row)) this.hits.unshift(chunk.start + row)
    }
    this.#from = stop
  }

  /** Searches up to 1024 former hits, newest first. */
  #backwardInHits({ hits, searchedFrom }: FormerHits): void {
    const first = Math.max(this.#store.first, searchedFrom)
    let position = hits.positionOf(this.#from) - 1
    const oldest = Math.max(hits.first, hits.positionOf(searchedFrom))
    const stop = Math.max(oldest, position - 1023)
    for (; position >= stop; position -= 1) {
      const index = hits.at(position)
      const chunk = this.#store.chunkAt(index)
      if (!chunk) break
      if (this.#matches(chunk, index - chunk.start)) this.hits.unshift(index)
    }
    this.#from = position < oldest ? first : Math.max(first, hits.at(position) + 1)
  }
}
