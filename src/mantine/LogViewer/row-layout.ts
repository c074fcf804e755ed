import type { LineList } from './line-list.ts'

const blockBits = 8
const blockLength = 1 << blockBits

export interface RowRules {
  /** Columns of the grid; Infinity when lines do not wrap. */
  columns: number
  /**
   * Rows of a line that the grid cannot tell (`width` -1: tabs, line breaks, wide characters) or that is
   * unfolded; 0 where the grid is right.
   */
  measured(index: number, width: number): number
  /** Rows above a line, for a gap marker. */
  extra(index: number): number
  /** True while any line may have such exceptions besides those of width -1. */
  readonly hasExceptions: boolean
}

/**
 * How many rows each line takes on the grid, with one sum per 256 lines: a million lines are laid out again in
 * milliseconds, and finding a line by its row, or a row by its line, looks at a few hundred numbers.
 *
 * Rows count from a fixed origin: they do not move when old lines are let go or older ones come.
 */
export class RowLayout {
  #blocks: Uint16Array[] = []
  /** Rows of each block's lines that are held. */
  #sums: number[] = []
  /** Rows before each block, from the origin. */
  #tops: number[] = []
  #firstBlock = 0
  #first = 0
  #end = 0
  /** The row of the first line. */
  #top = 0
  #rules: RowRules
  #list: LineList

  constructor(list: LineList, rules: RowRules) {
    this.#list = list
    this.#rules = rules
    this.reset(list, rules)
  }

  /** The row of the first line. */
  get top(): number {
    return this.#top
  }

  /** One past the last row. */
  get bottom(): number {
    const last = this.#sums.length - 1
    return last < 0 ? this.#top : (this.#tops[last] as number) + (this.#sums[last] as number)
  }

  /** Forgets everything and lays out again, keeping the row of the last line's end. */
  reset(list: LineList, rules: RowRules): void {
    this.#list = list
    this.#rules = rules
    this.#first = list.first
    this.#end = list.first
    this.#firstBlock = list.first >> blockBits
    this.#blocks = []
    this.#sums = []
    this.#tops = []
    this.#top = 0
    this.#append(list.end)
    this.#retop()
  }

  /** Takes in what came and went since. */
  update(list: LineList): void {
    this.#list = list
    if (list.first >= this.#end || list.end < this.#end) {
      this.reset(list, this.#rules)
      return
    }
    if (list.first > this.#first) this.#drop(list.first)
    if (list.first < this.#first) this.#prepend(list.first)
    if (list.end > this.#end) this.#append(list.end)
    this.#retop()
  }

  /** Lays one line out again. */
  refresh(position: number): void {
    if (position < this.#first || position >= this.#end) return
    this.#fill(position, position + 1)
    this.#retop()
  }

  rows(position: number): number {
    const block = this.#blocks[(position >> blockBits) - this.#firstBlock]
    return block?.[position & (blockLength - 1)] ?? 1
  }

  /** The row of a line, from the origin. */
  rowOf(position: number): number {
    if (position >= this.#end) return this.bottom
    const place = (position >> blockBits) - this.#firstBlock
    const block = this.#blocks[place] as Uint16Array
    let row = this.#tops[place] as number
    const start = Math.max(this.#first, (place + this.#firstBlock) << blockBits)
    for (let each = start; each < position; each += 1) row += block[each & (blockLength - 1)] as number
    return row
  }

  /** The line that covers a row. */
  positionAt(row: number): number {
    let low = 0
    let high = this.#tops.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#tops[middle] as number) <= row) low = middle
      else high = middle - 1
    }
    const block = this.#blocks[low]
    if (!block) return this.#first
    let top = this.#tops[low] as number
    const start = Math.max(this.#first, (low + this.#firstBlock) << blockBits)
    const stop = Math.min(this.#end, (low + this.#firstBlock + 1) << blockBits)
    for (let position = start; position < stop; position += 1) {
      top += block[position & (blockLength - 1)] as number
      if (row < top) return position
    }
    return Math.max(this.#first, stop - 1)
  }

  #drop(first: number): void {
    for (let position = this.#first; position < first; position += 1) {
      const place = (position >> blockBits) - this.#firstBlock
      const block = this.#blocks[place] as Uint16Array
      const slot = position & (blockLength - 1)
      const rows = block[slot] as number
      block[slot] = 0
      this.#sums[place] = (this.#sums[place] as number) - rows
      this.#top += rows
    }
    this.#first = first
    const gone = (first >> blockBits) - this.#firstBlock
    this.#blocks.splice(0, gone)
    this.#sums.splice(0, gone)
    this.#firstBlock += gone
  }

  #prepend(first: number): void {
    const firstBlock = first >> blockBits
    const added = this.#firstBlock - firstBlock
    this.#blocks.unshift(...Array.from({ length: added }, () => new Uint16Array(blockLength)))
    this.#sums.unshift(...Array.from({ length: added }, () => 0))
    this.#firstBlock = firstBlock
    const before = this.#first
    this.#first = first
    this.#top -= this.#fill(first, before)
  }

  #append(end: number): void {
    const start = this.#end
    this.#end = end
    const lastBlock = (end - 1) >> blockBits
    while (this.#firstBlock + this.#blocks.length <= lastBlock) {
      this.#blocks.push(new Uint16Array(blockLength))
      this.#sums.push(0)
    }
    this.#fill(start, end)
  }

  /** @returns the rows added */
  #fill(start: number, end: number): number {
    const { columns, hasExceptions } = this.#rules
    const widths = new Int32Array(blockLength)
    let added = 0
    for (let position = start; position < end;) {
      const stop = Math.min(end, ((position >> blockBits) + 1) << blockBits)
      const place = (position >> blockBits) - this.#firstBlock
      const block = this.#blocks[place] as Uint16Array
      this.#list.widths(position, widths.subarray(0, stop - position))
      let sum = 0
      for (let each = position; each < stop; each += 1) {
        const width = widths[each - position] as number
        let rows = width <= columns ? 1 : Math.ceil(width / columns)
        if (width < 0 || hasExceptions) rows = this.#exception(each, width, Math.max(1, rows))
        const slot = each & (blockLength - 1)
        sum += rows - (block[slot] as number)
        block[slot] = rows
      }
      this.#sums[place] = (this.#sums[place] as number) + sum
      added += sum
      position = stop
    }
    return added
  }

  #exception(position: number, width: number, rows: number): number {
    const index = this.#list.indexAt(position)
    return (this.#rules.measured(index, width) || rows) + this.#rules.extra(index)
  }

  #retop(): void {
    let top = this.#top
    const { length } = this.#sums
    if (this.#tops.length > length) this.#tops.length = length
    for (let place = 0; place < length; place += 1) {
      this.#tops[place] = top
      top += this.#sums[place] as number
    }
  }
}
