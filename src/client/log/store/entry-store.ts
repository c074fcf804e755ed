import { type Entry, type LogAccessors, type LogLine, levels } from '../event-log-types.ts'
import { type Chunk, chunkLength, createChunk, splitChunk } from './chunk.ts'
import { InternTable } from './intern-table.ts'
import { levelAt, levelRank } from './levels.ts'
import { readFields } from './line-fields.ts'
import { asItCame, payloadShape, rebuiltPayload } from './payload-shape.ts'
import { gridWidth, guessRows } from './grid-width.ts'

/**
 * A log's entries, as columns in chunks. An append gets the next absolute index, a page of older entries goes below
 * `first`, and entries inserted in between move all older ones down, so that the indices of newer entries never change.
 */
export class EntryStore {
  readonly threads = new InternTable()
  readonly #events = new InternTable()
  /** Null without custom accessors, the most common and fastest case. */
  readonly #columns: LogAccessors | null
  /** Held entries per level rank. */
  readonly counts: number[] = levels.map(() => 0)
  /** Held entries per thread id. */
  readonly threadCounts: number[] = []
  chunks: Chunk[] = []
  first = 0
  end = 0
  total = 0
  dropped = 0
  /** Increases when {@link insert} moves indices. */
  revision = 0

  constructor(columns: LogAccessors = {}) {
    const isCustom = columns.text ?? columns.level ?? columns.thread ?? columns.timestamp
    this.#columns = isCustom ? columns : null
  }

  get size(): number {
    return this.end - this.first
  }

  append(entry: Entry): void {
    let chunk = this.chunks.at(-1)
    if (!chunk || chunk.length === chunk.levels.length) {
      chunk = createChunk(this.end)
      this.chunks.push(chunk)
    }
    this.#write(chunk, entry)
    this.end += 1
  }

  /** Inserts entries before the absolute index `at`; older entries move down. */
  insert(at: number, entries: readonly Entry[]): void {
    let place = this.chunks.findIndex((chunk) => chunk.start + chunk.length > at)
    if (place < 0) place = this.chunks.length
    const divided = this.chunks[place]
    const row = divided ? at - divided.start : 0
    if (divided && row > 0) {
      this.chunks.splice(place, 1, ...splitChunk(divided, row))
      place += 1
    }
    for (const chunk of this.chunks.slice(0, place)) chunk.start -= entries.length
    const added: Chunk[] = []
    for (let from = 0; from < entries.length; from += chunkLength) {
      const run = entries.slice(from, from + chunkLength)
      const chunk = createChunk(at - entries.length + from, run.length)
      for (const entry of run) this.#write(chunk, entry)
      added.push(chunk)
    }
    this.chunks.splice(place, 0, ...added)
    if (at > this.first) this.revision += 1
    this.first -= entries.length
  }

  /** Drops the oldest entries until at most `limit` are left. */
  trim(limit: number): void {
    const surplus = this.size - limit
    if (surplus <= 0) return
    const next = this.first + surplus
    for (let index = this.first; index < next;) {
      const chunk = this.chunks[0] as Chunk
      const stop = Math.min(next, chunk.start + chunk.length)
      for (let row = index - chunk.start; row < stop - chunk.start; row += 1) {
        const rank = chunk.levels[row] as number
        const thread = chunk.threads[row] as number
        this.counts[rank] = (this.counts[rank] as number) - 1
        const left = (this.threadCounts[thread] as number) - 1
        this.threadCounts[thread] = left
        if (left === 0) this.threads.release(thread)
        chunk.texts[row] = ''
        if (chunk.data) chunk.data[row] = undefined
      }
      if (stop === chunk.start + chunk.length) this.chunks.shift()
      index = stop
    }
    this.first = next
    this.dropped += surplus
  }

  /** The chunk that holds an absolute index. */
  chunkAt(index: number): Chunk | undefined {
    if (index < this.first || index >= this.end) return undefined
    let low = 0
    let high = this.chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.chunks[middle] as Chunk).start <= index) low = middle
      else high = middle - 1
    }
    return this.chunks[low]
  }

  entry(index: number): Entry | undefined {
    const chunk = this.chunkAt(index)
    if (!chunk) return undefined
    const row = index - chunk.start
    const seq = chunk.seqs[row] as number
    const timestamp = chunk.times[row] as number
    const shape = chunk.shapes[row] as number
    return {
      seq: Number.isNaN(seq) ? null : seq,
      event: this.#events.word(chunk.events[row] as number),
      data:
        shape === asItCame
          ? chunk.data?.[row]
          : rebuiltPayload(shape, {
              text: chunk.texts[row] as string,
              thread: this.threads.word(chunk.threads[row] as number),
              level: levelAt(chunk.levels[row] as number),
              timestamp,
            }),
      timestamp,
    }
  }

  line(index: number): LogLine | undefined {
    const chunk = this.chunkAt(index)
    if (!chunk) return undefined
    const row = index - chunk.start
    const seq = chunk.seqs[row] as number
    return {
      text: chunk.texts[row] as string,
      level: levelAt(chunk.levels[row] as number),
      thread: this.threads.word(chunk.threads[row] as number),
      timestamp: chunk.times[row] as number,
      seq: Number.isNaN(seq) ? null : seq,
    }
  }

  /** True when text, level and thread of two lines are equal. */
  isRepeat(index: number, former: number): boolean {
    const chunk = this.chunkAt(index)
    const other = chunk && former >= chunk.start ? chunk : this.chunkAt(former)
    if (!chunk || !other) return false
    const row = index - chunk.start
    const otherRow = former - other.start
    return (
      chunk.texts[row] === other.texts[otherRow] &&
      chunk.levels[row] === other.levels[otherRow] &&
      chunk.threads[row] === other.threads[otherRow]
    )
  }

  /** Copies the lines' widths from the absolute index `start` on. */
  widths(start: number, into: Int32Array): void {
    this.#forEachRun(start, into.length, (chunk, from, to, offset) => {
      into.set(chunk.widths.subarray(from, to), offset)
    })
  }

  /** Estimates the number of rows that a line takes. */
  guessRows(index: number, columns: number): number {
    const chunk = this.chunkAt(index)
    return chunk ? guessRows(chunk.texts[index - chunk.start] as string, columns) : 1
  }

  /** Copies the lines' times and level ranks from the absolute index `start` on. */
  stamps(start: number, times: Float64Array, ranks: Uint8Array): void {
    this.#forEachRun(start, times.length, (chunk, from, to, offset) => {
      times.set(chunk.times.subarray(from, to), offset)
      ranks.set(chunk.levels.subarray(from, to), offset)
    })
  }

  /** Calls `run` for the rows of each chunk between two absolute indices; `offset` counts from `start`. */
  #forEachRun(
    start: number,
    length: number,
    run: (chunk: Chunk, from: number, to: number, offset: number) => void,
  ): void {
    for (let index = start; index < start + length;) {
      const chunk = this.chunkAt(index)
      if (!chunk) break
      const row = index - chunk.start
      const count = Math.min(chunk.length - row, start + length - index)
      run(chunk, row, row + count, index - start)
      index += count
    }
  }

  #write(chunk: Chunk, entry: Entry): void {
    const row = chunk.length
    const fields = readFields(entry, this.#columns)
    const rank = levelRank(fields.level)
    // The remainder of a Windows line break.
    const text = fields.text.endsWith('\r') ? fields.text.slice(0, -1) : fields.text
    chunk.texts[row] = text
    chunk.levels[row] = rank
    const thread = this.threads.id(fields.thread)
    chunk.threads[row] = thread
    this.threadCounts[thread] = (this.threadCounts[thread] ?? 0) + 1
    chunk.events[row] = this.#events.id(entry.event)
    chunk.times[row] = fields.timestamp
    chunk.seqs[row] = entry.seq ?? Number.NaN
    chunk.widths[row] = gridWidth(text)
    const shape = this.#columns ? asItCame : payloadShape(entry, text, fields)
    chunk.shapes[row] = shape
    if (shape === asItCame) (chunk.data ??= [])[row] = entry.data
    chunk.length += 1
    this.counts[rank] = (this.counts[rank] as number) + 1
    this.total += 1
  }
}
