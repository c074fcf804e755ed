import type { EventLog, LogQueryResult } from '../../index.ts'

/** The lines that are shown, oldest first: the whole log, or the hits of a query. */
export interface LineList {
  /** The first position. */
  first: number
  /** One past the last position. */
  end: number
  /** The absolute index in the log. */
  indexAt(position: number): number
  /** The position of the first line at or after an absolute index. */
  positionOf(index: number): number
  /** The columns of the lines from `position` on, as `EventLog.widths`. */
  widths(position: number, into: Int32Array): void
}

export function wholeLog(log: EventLog, first: number, size: number): LineList {
  return {
    first,
    end: first + size,
    indexAt: (position) => position,
    positionOf: (index) => Math.min(first + size, Math.max(first, index)),
    widths: (position, into) => {
      log.widths(position, into)
    },
  }
}

export function hitsOf(log: EventLog, result: LogQueryResult): LineList {
  const { first, end } = result.getSnapshot()
  const one = new Int32Array(1)
  return {
    first,
    end,
    indexAt: (position) => result.indexAt(position),
    positionOf: (index) => Math.min(end, Math.max(first, result.positionOf(index))),
    widths: (position, into) => {
      for (let row = 0; row < into.length; row += 1) {
        log.widths(result.indexAt(position + row), one)
        into[row] = one[0] as number
      }
    },
  }
}
