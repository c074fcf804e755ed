import { levels } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import { slotWidth } from './slot-width.ts'
import { addTime, merged, robustRange, type TimeCluster } from './time-clusters.ts'

const blockLength = 1024
/** Minimum number of slots; fewer would be too wide. */
const leastSlots = 24

/** Lines per time slot and level. */
export interface HistogramData {
  /** Start of the first slot, epoch ms. */
  start: number
  /** Width of a slot, ms. */
  width: number
  slots: number
  /** Lines, by slot and level rank: those of slot 0 first. */
  counts: Uint32Array
  /** Lines in the fullest slot. */
  most: number
  /** Lines with a time before the first slot, and after the last one. */
  before: number
  after: number
  /** True when every line is counted. */
  isWhole: boolean
}

export interface HistogramOptions {
  mostSlots: number
  /** Epoch ms; undefined for the range of the lines. */
  since: number | undefined
  until: number | undefined
  /** In the time of `performance.now()`. The next call counts the lines that remain at the deadline. */
  deadline: number
}

/** Cached times and counts of a block of lines. */
interface Block {
  from: number
  to: number
  clusters: readonly TimeCluster[]
  /** Slot width of `counts`; 0 before they are counted. */
  width: number
  /** Triples of slot number, level rank and count. */
  counts: readonly number[]
}

/**
 * Counts the lines of a list by time and level. Blocks of lines are counted once per slot width, so the cost of an update
 * depends on the changed blocks and not on the length of the list.
 */
export class TimeSlots {
  readonly #blocks = new Map<number, Block>()
  readonly #times = new Float64Array(blockLength)
  readonly #ranks = new Uint8Array(blockLength)

  histogram(list: LineList, { mostSlots, since, until, deadline }: HistogramOptions): HistogramData | null {
    const isRangeKnown = this.#update(list, deadline)
    const range = this.#range(since, until)
    if (!range) return null
    const width = slotWidth(range.until - range.since, mostSlots)
    const firstSlot = Math.floor(range.since / width)
    const slots = Math.max(leastSlots, Math.floor(range.until / width) - firstSlot + 1)
    const isWhole = isRangeKnown && this.#count(list, width, deadline)
    const counts = new Uint32Array(slots * levels.length)
    const outside = { before: 0, after: 0 }
    for (const block of this.#blocks.values())
      if (block.width === width) add(block, firstSlot, counts, outside)
    return { start: firstSlot * width, width, slots, counts, most: fullest(counts), isWhole, ...outside }
  }

  /** Reads blocks with added or dropped lines. @returns false when the deadline passed first */
  #update(list: LineList, deadline: number): boolean {
    const first = Math.floor(list.first / blockLength)
    const last = Math.floor((list.end - 1) / blockLength)
    for (const key of this.#blocks.keys()) if (key < first || key > last) this.#blocks.delete(key)
    for (let key = last; key >= first; key -= 1) {
      const from = Math.max(list.first, key * blockLength)
      const to = Math.min(list.end, (key + 1) * blockLength)
      const known = this.#blocks.get(key)
      if (known?.from === from && known.to === to) continue
      this.#blocks.set(key, this.#read(list, from, to))
      if (performance.now() >= deadline && key > first) return false
    }
    return true
  }

  #read(list: LineList, from: number, to: number): Block {
    const times = this.#times.subarray(0, to - from)
    list.stamps(from, times, this.#ranks.subarray(0, to - from))
    let clusters: TimeCluster[] = []
    for (const time of times) clusters = addTime(clusters, time)
    return { from, to, clusters, width: 0, counts: [] }
  }

  #range(since: number | undefined, until: number | undefined): { since: number; until: number } | null {
    const clusters = [...this.#blocks.values()].flatMap((block) => block.clusters)
    const { since: earliest, until: latest } = robustRange(merged(clusters, Infinity)) ?? nothing
    const range = { since: since ?? earliest, until: until === undefined ? latest : until - 1 }
    return range.since <= range.until && Number.isFinite(range.until - range.since) ? range : null
  }

  /** Counts blocks by slots of another width, at least one. @returns false when the deadline passed first */
  #count(list: LineList, width: number, deadline: number): boolean {
    let isFirst = true
    for (const block of this.#blocks.values()) {
      if (block.width === width) continue
      if (!isFirst && performance.now() >= deadline) return false
      isFirst = false
      const times = this.#times.subarray(0, block.to - block.from)
      const ranks = this.#ranks.subarray(0, block.to - block.from)
      list.stamps(block.from, times, ranks)
      block.counts = countLines(times, ranks, width)
      block.width = width
    }
    return true
  }
}

const nothing = { since: Infinity, until: -Infinity }

/** Neighbours are usually in the same slot, so a block has few entries. */
function countLines(times: Float64Array, ranks: Uint8Array, width: number): readonly number[] {
  const counts: number[] = []
  const inSlot = new Uint32Array(levels.length)
  let slot = Number.NaN
  const note = (): void => {
    for (const [rank, count] of inSlot.entries()) if (count > 0) counts.push(slot, rank, count)
    inSlot.fill(0)
  }
  for (let row = 0; row < times.length; row += 1) {
    const next = Math.floor((times[row] as number) / width)
    if (next !== slot) note()
    slot = next
    const rank = ranks[row] as number
    inSlot[rank] = (inSlot[rank] as number) + 1
  }
  note()
  return counts
}

function add(
  block: Block,
  firstSlot: number,
  counts: Uint32Array,
  outside: { before: number; after: number },
): void {
  for (let each = 0; each < block.counts.length; each += 3) {
    const place = ((block.counts[each] as number) - firstSlot) * levels.length
    const lines = block.counts[each + 2] as number
    if (place < 0) outside.before += lines
    else if (place >= counts.length) outside.after += lines
    // NaN is not a time.
    if (!(place >= 0 && place < counts.length)) continue
    const rank = block.counts[each + 1] as number
    counts[place + rank] = (counts[place + rank] as number) + lines
  }
}

function fullest(counts: Uint32Array): number {
  let most = 0
  for (let place = 0; place < counts.length; place += levels.length) {
    let lines = 0
    for (let rank = 0; rank < levels.length; rank += 1) lines += counts[place + rank] as number
    most = Math.max(most, lines)
  }
  return most
}
