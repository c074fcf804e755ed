/** Lines per chunk. */
export const chunkLength = 1024

/** Consecutive lines in columns: texts as strings, everything else as numbers. */
export interface Chunk {
  /** The absolute index of row 0. */
  start: number
  length: number
  readonly texts: string[]
  readonly levels: Uint8Array
  readonly threads: Uint32Array
  readonly events: Uint32Array
  readonly times: Float64Array
  /** NaN for an entry without a number. */
  readonly seqs: Float64Array
  readonly widths: Int32Array
  /** The shapes of the payloads. */
  readonly shapes: Uint8Array
  /** Payloads that cannot be rebuilt from the columns, by row; null while there are none. */
  data: unknown[] | null
}

export function createChunk(start: number, capacity = chunkLength): Chunk {
  // One buffer for all columns, the widest first: seven allocations would take as long as writing the lines.
  const memory = new ArrayBuffer(capacity * 30)
  return {
    start,
    length: 0,
    texts: [],
    times: new Float64Array(memory, 0, capacity),
    seqs: new Float64Array(memory, capacity * 8, capacity),
    threads: new Uint32Array(memory, capacity * 16, capacity),
    events: new Uint32Array(memory, capacity * 20, capacity),
    widths: new Int32Array(memory, capacity * 24, capacity),
    levels: new Uint8Array(memory, capacity * 28, capacity),
    shapes: new Uint8Array(memory, capacity * 29, capacity),
    data: null,
  }
}

/** Splits a chunk before `row`. */
export function splitChunk(chunk: Chunk, row: number): [Chunk, Chunk] {
  const part = (from: number, to: number): Chunk => ({
    start: chunk.start + from,
    length: to - from,
    texts: chunk.texts.slice(from, to),
    levels: chunk.levels.slice(from, to),
    threads: chunk.threads.slice(from, to),
    events: chunk.events.slice(from, to),
    times: chunk.times.slice(from, to),
    seqs: chunk.seqs.slice(from, to),
    widths: chunk.widths.slice(from, to),
    shapes: chunk.shapes.slice(from, to),
    data: chunk.data?.slice(from, to) ?? null,
  })
  return [part(0, row), part(row, chunk.length)]
}
