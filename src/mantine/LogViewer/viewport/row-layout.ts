import type { LineList } from '../state/line-list.ts'

const blockLength = 256
/** The value that `EventLog.widths` writes for a line with line breaks. */
const severalLines = -1

/** Not a bit shift, because positions may exceed 32 bits. */
const blockOf = (position: number): number => Math.floor(position / blockLength)

/** Maximum number of lines that are wrapped by words at once. For more, rows are estimated until they are rendered. */
const manyLines = 2048

/** Maximum columns rendered of a line. A longer one is cut, with a button that shows the rest. */
export const longestLine = 2000
/** Maximum line breaks rendered of a line. */
export const mostBreaks = 30

export interface RowRules {
  /** Columns of the text; Infinity when lines do not wrap. */
  columns: number
  /** Estimates the rows of a line by its words. */
  guessRows(index: number): number
  /** Rows of measured lines, by absolute index. */
  measured: ReadonlyMap<number, number>
  /** Rows above a line, for a gap marker, by absolute index. */
  extra: ReadonlyMap<number, number>
}

/**
 * The number of rows of each line, with one sum per block of 256 lines. Laying out a million lines again takes
 * milliseconds. Finding a line by its row, or a row by its line, reads a few hundred numbers.
 *
 * Rows are counted from a fixed origin: they do not change when lines are dropped or older lines are added.
 */
export class RowLayout {
  #blocks: Uint16Array[] = []
  /** Sum of the rows of each block. */
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

  /** Lays out all lines again, with the first line at row 0. */
  reset(list: LineList, rules: RowRules): void {
    this.#list = list
    this.#rules = rules
    this.#first = list.first
    this.#end = list.first
    this.#firstBlock = blockOf(list.first)
    this.#blocks = []
    this.#sums = []
    this.#tops = []
    this.#top = 0
    this.#append(list.end)
    this.#computeTops()
  }

  /** Lays out lines that were added, and removes those that were dropped. */
  update(list: LineList): void {
    this.#list = list
    if (list.first >= this.#end || list.end < this.#end) {
      this.reset(list, this.#rules)
      return
    }
    if (list.first > this.#first) this.#drop(list.first)
    if (list.first < this.#first) this.#prepend(list.first)
    if (list.end > this.#end) this.#append(list.end)
    this.#computeTops()
  }

  /** Lays one line out again. */
  refresh(position: number): void {
    if (position < this.#first || position >= this.#end) return
    this.#fill(position, position + 1)
    this.#computeTops()
  }

  rows(position: number): number {
    const block = this.#blocks[blockOf(position) - this.#firstBlock]
    return block?.[position & (blockLength - 1)] ?? 1
  }

  /** The row of a line, from the origin. */
  rowOf(position: number): number {
    if (position >= this.#end) return this.bottom
    const place = blockOf(position) - this.#firstBlock
    const block = this.#blocks[place] as Uint16Array
    let row = this.#tops[place] as number
    const start = Math.max(this.#first, (place + this.#firstBlock) * blockLength)
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
    const start = Math.max(this.#first, (low + this.#firstBlock) * blockLength)
    const stop = Math.min(this.#end, (low + this.#firstBlock + 1) * blockLength)
    for (let position = start; position < stop; position += 1) {
      top += block[position & (blockLength - 1)] as number
      if (row < top) return position
    }
    return Math.max(this.#first, stop - 1)
  }

  #drop(first: number): void {
    for (let position = this.#first; position < first; position += 1) {
      const place = blockOf(position) - this.#firstBlock
      const block = this.#blocks[place] as Uint16Array
      const slot = position & (blockLength - 1)
      const rows = block[slot] as number
      block[slot] = 0
      this.#sums[place] = (this.#sums[place] as number) - rows
      this.#top += rows
    }
    this.#first = first
    const gone = blockOf(first) - this.#firstBlock
    this.#blocks.splice(0, gone)
    this.#sums.splice(0, gone)
    this.#firstBlock += gone
  }

  #prepend(first: number): void {
    const firstBlock = blockOf(first)
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
    const lastBlock = blockOf(end - 1)
    while (this.#firstBlock + this.#blocks.length <= lastBlock) {
      this.#blocks.push(new Uint16Array(blockLength))
      this.#sums.push(0)
    }
    this.#fill(start, end)
  }

  /** @returns the rows added */
  #fill(start: number, end: number): number {
    const { columns } = this.#rules
    const widths = new Int32Array(blockLength)
    const areMany = end - start > manyLines
    let added = 0
    for (let position = start; position < end;) {
      const stop = Math.min(end, (blockOf(position) + 1) * blockLength)
      const place = blockOf(position) - this.#firstBlock
      const block = this.#blocks[place] as Uint16Array
      this.#list.widths(position, widths.subarray(0, stop - position))
      let sum = 0
      for (let each = position; each < stop; each += 1) {
        const width = widths[each - position] as number
        const rows = width >= 0 && width <= columns ? 1 : this.#rowsOf(each, width, areMany)
        const slot = each & (blockLength - 1)
        sum += rows - (block[slot] as number)
        block[slot] = rows
      }
      this.#sums[place] = (this.#sums[place] as number) + sum
      added += sum
      position = stop
    }
    return added + this.#applyExceptions(start, end)
  }

  /** Rows of a line that does not fit one row, or has line breaks. */
  #rowsOf(position: number, width: number, isRough: boolean): number {
    const { columns } = this.#rules
    if (columns === Infinity) return 1
    const shown = Math.min(width < 0 ? -2 - width : width, longestLine)
    const isByWords = !isRough && shown > columns && shown < longestLine
    const most = Math.ceil(longestLine / columns) + mostBreaks
    if (width === severalLines || isByWords)
      return Math.min(most, this.#rules.guessRows(this.#list.indexAt(position)))
    return Math.max(1, Math.ceil(shown / columns))
  }

  /** Sets the rows of measured lines and gap markers; iterates over the shorter list. @returns the rows added */
  #applyExceptions(start: number, end: number): number {
    const { measured, extra } = this.#rules
    let added = 0
    if (measured.size + extra.size === 0) return added
    const correct = (position: number, index: number): void => {
      const rows = measured.get(index) ?? this.rows(position)
      added += this.#set(position, rows + (extra.get(index) ?? 0))
    }
    if (end - start <= measured.size + extra.size) {
      for (let position = start; position < end; position += 1)
        correct(position, this.#list.indexAt(position))
      return added
    }
    for (const index of new Set([...measured.keys(), ...extra.keys()])) {
      const position = this.#list.positionOf(index)
      if (position >= start && position < end && this.#list.indexAt(position) === index) {
        correct(position, index)
      }
    }
    return added
  }

  #set(position: number, rows: number): number {
    const place = blockOf(position) - this.#firstBlock
    const block = this.#blocks[place] as Uint16Array
    const slot = position & (blockLength - 1)
    const grown = rows - (block[slot] as number)
    block[slot] = rows
    this.#sums[place] = (this.#sums[place] as number) + grown
    return grown
  }

  #computeTops(): void {
    let top = this.#top
    const { length } = this.#sums
    if (this.#tops.length > length) this.#tops.length = length
    for (let place = 0; place < length; place += 1) {
      this.#tops[place] = top
      top += this.#sums[place] as number
    }
  }
}
