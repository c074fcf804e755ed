/** A line of the input, or a piece of a line that is too long. */
export interface RawLine {
  text: string
  /** True when the line continues in the next piece. */
  continues: boolean
}

/** Maximum bytes of a line in memory; longer lines are split into pieces. */
const longestPiece = 128 * 1024
const newline = 0x0a
const carriageReturn = 0x0d

/** Splits a stream of bytes into lines. Bytes that are not UTF-8 become U+FFFD. */
export class LineSplitter {
  #held: Buffer[] = []
  #heldBytes = 0

  /** The lines that end in this chunk. */
  push(chunk: Buffer): RawLine[] {
    const lines: RawLine[] = []
    let start = 0
    for (;;) {
      const end = chunk.indexOf(newline, start)
      if (end === -1) break
      lines.push(this.#take(chunk.subarray(start, end), false))
      start = end + 1
    }
    const piece = this.#hold(chunk.subarray(start))
    return piece ? [...lines, piece] : lines
  }

  /** The last line, if it has no line end. */
  end(): RawLine[] {
    return this.#heldBytes > 0 ? [this.#take(Buffer.alloc(0), false)] : []
  }

  #hold(rest: Buffer): RawLine | null {
    if (rest.length === 0) return null
    // A copy, because a view would keep the memory of its whole chunk.
    this.#held.push(Buffer.from(rest))
    this.#heldBytes += rest.length
    if (this.#heldBytes < longestPiece) return null
    const all = Buffer.concat(this.#held)
    const cut = characterStart(all, all.length)
    const tail = all.subarray(cut)
    this.#held = []
    const piece = this.#take(all.subarray(0, cut), true)
    this.#held = [tail]
    this.#heldBytes = tail.length
    return piece
  }

  #take(last: Buffer, continues: boolean): RawLine {
    const bytes = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last])
    this.#held = []
    this.#heldBytes = 0
    const end = !continues && bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
    return { text: bytes.toString('utf8', 0, end), continues }
  }
}

/** The start of the character that `end` would split; `end` itself if it splits none. */
function characterStart(bytes: Buffer, end: number): number {
  for (let i = end - 1; i >= Math.max(0, end - 4); i--) {
    const byte = bytes[i] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return i + length > end ? i : end
  }
  return end
}
