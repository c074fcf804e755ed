import type { EventLog, LogQueryResult } from '../../../index.ts'
import type { PaintGate } from './paint-gate.ts'

/** The rows that are shown, oldest first: all lines of the log, or the hits of a query. */
export interface LineList {
  /** The first position. */
  first: number
  /** One past the last position. */
  end: number
  /** Count of lines in the rows from a position on, including collapsed lines. */
  linesFrom(position: number): number
  /** The absolute index in the log. */
  indexAt(position: number): number
  /** The position of the first line at or after an absolute index, or of the row that it is collapsed into. */
  positionOf(index: number): number
  /** True when a row shows this line or contains it collapsed. */
  has(index: number): boolean
  /** Count of equal lines collapsed into a row. */
  repeats(position: number): number
  /** The columns of the lines from `position` on, as `EventLog.widths`. */
  widths(position: number, into: Int32Array): void
  /** Times and levels of the lines from `position` on, as `EventLog.stamps`. */
  stamps(position: number, times: Float64Array, ranks: Uint8Array): void
}

/** The source of the shown lines. A new source requires a new layout. */
export interface LineSource {
  /**
   * Calls `listener` after lines were added or dropped, and after other changes of the log such as those of its gaps.
   * Returns a function that unsubscribes.
   */
  subscribe(listener: () => void): () => void
  /** The current lines. */
  list(): LineList
}

/** Every line of a log. */
export function wholeLog(log: EventLog, gate: PaintGate): LineSource {
  return {
    subscribe: gate.through(log.subscribe),
    list() {
      const { first, size } = log.getSnapshot()
      const end = first + size
      return {
        first,
        end,
        linesFrom: (position) => end - position,
        indexAt: (position) => position,
        positionOf: (index) => Math.min(end, Math.max(first, index)),
        has: (index) => index >= first && index < end,
        repeats: () => 1,
        widths: (position, into) => {
          log.widths(position, into)
        },
        stamps: (position, times, ranks) => {
          log.stamps(position, times, ranks)
        },
      }
    },
  }
}

/** The lines that a query found. */
export function hitsOf(log: EventLog, result: LogQueryResult, gate: PaintGate): LineSource {
  const one = new Int32Array(1)
  const oneTime = new Float64Array(1)
  const oneRank = new Uint8Array(1)
  return {
    subscribe: gate.through((listener) => {
      const stops = [log.subscribe(listener), result.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    }),
    list() {
      const { first, end, lines } = result.getSnapshot()
      return {
        first,
        end,
        linesFrom: (position) => lines - result.linesBefore(position),
        indexAt: (position) => result.indexAt(position),
        positionOf: (index) => Math.min(end, Math.max(first, result.positionOf(index))),
        has: (index) => result.has(index),
        repeats: (position) => result.repeats(position),
        widths: (position, into) => {
          for (let row = 0; row < into.length; row += 1) {
            log.widths(result.indexAt(position + row), one)
            into[row] = one[0] as number
          }
        },
        stamps: (position, times, ranks) => {
          for (let row = 0; row < times.length; row += 1) {
            log.stamps(result.indexAt(position + row), oneTime, oneRank)
            times[row] = oneTime[0] as number
            ranks[row] = oneRank[0] as number
          }
        },
      }
    },
  }
}
