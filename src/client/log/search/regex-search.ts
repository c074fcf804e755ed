import type { LogQuery } from '../event-log-types.ts'
import type { Chunk } from '../store/chunk.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { HitList } from './hit-list.ts'
import { compileQuery, type LineMatcher } from './line-matcher.ts'
import { plainText } from '../store/plain-text.ts'
import type { RegexRunner } from './regex-worker.ts'

/** Lines per message to the worker. */
const batchLength = 2048

/**
 * Like {@link LineSearch} for a regular expression: sends batches of lines to a worker, new lines first. What runs
 * expressions is loaded for the first batch.
 */
export class RegexSearch {
  readonly hits = new HitList()
  error: Error | null = null
  readonly #store: EntryStore
  readonly #matches: LineMatcher
  readonly #pattern: string
  readonly #flags: string
  #runner: Promise<RegexRunner> | null = null
  readonly #onProgress: () => void
  #from: number
  #to: number
  #busy = false
  #closed = false

  /** @throws SyntaxError when the expression cannot be compiled */
  constructor(store: EntryStore, query: LogQuery, onProgress: () => void) {
    this.#store = store
    this.#matches = compileQuery(query, store)
    this.#pattern = query.text ?? ''
    // Compiled here, so that an invalid expression throws at once.
    this.#flags = new RegExp(this.#pattern, query.matchCase ? '' : 'i').flags
    this.#onProgress = onProgress
    this.#from = store.end
    this.#to = store.end
    void this.#work()
  }

  get done(): boolean {
    return this.error !== null || this.#from <= this.#store.first
  }

  forward(): void {
    this.hits.dropBelow(this.#store.first)
    if (this.#to < this.#store.end) void this.#work()
  }

  close(): void {
    this.#closed = true
    void this.#runner?.then(
      (runner) => runner.close(),
      () => {},
    )
  }

  async #work(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      while (!this.#closed && this.error === null) {
        if (this.#to < this.#store.end) await this.#forwardBatch()
        else if (this.#from > this.#store.first) await this.#backwardBatch()
        else break
        this.#onProgress()
      }
    } catch (error) {
      this.error = error as Error
      this.#onProgress()
    } finally {
      this.#busy = false
    }
  }

  async #forwardBatch(): Promise<void> {
    const start = Math.max(this.#to, this.#store.first)
    const stop = Math.min(this.#store.end, start + batchLength)
    for (const index of await this.#run(start, stop)) this.hits.push(index)
    this.#to = stop
  }

  async #backwardBatch(): Promise<void> {
    const start = Math.max(this.#store.first, this.#from - batchLength)
    const found = await this.#run(start, this.#from)
    for (const index of found.toReversed()) this.hits.unshift(index)
    this.#from = start
  }

  async #run(start: number, stop: number): Promise<number[]> {
    const indices: number[] = []
    const texts: string[] = []
    for (let index = start; index < stop; index += 1) {
      const chunk = this.#store.chunkAt(index) as Chunk
      const row = index - chunk.start
      if (!this.#matches(chunk, row)) continue
      indices.push(index)
      texts.push(plainText(chunk.texts[row] as string))
    }
    if (texts.length === 0) return []
    this.#runner ??= startRunner(this.#pattern, this.#flags)
    const runner = await this.#runner
    if (this.#closed) return []
    const matched = await runner.run(texts)
    return matched.map((position) => indices[position] as number)
  }
}

async function startRunner(pattern: string, flags: string): Promise<RegexRunner> {
  const { createRegexRunner } = await import('./regex-worker.ts')
  return createRegexRunner(pattern, flags)
}
