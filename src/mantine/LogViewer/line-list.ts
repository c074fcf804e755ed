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

/** Where the shown lines come from; another one means another layout. */
export interface LineSource {
  /** Calls `listener` after lines came or went; the answer ends it. */
  subscribe(listener: () => void): () => void
  /** The lines as they are now. */
  list(): LineList
}

/** Every line of a log. */
export function wholeLog(log: EventLog): LineSource {
  return {
    subscribe: log.subscribe,
    list() {
      const { first, size } = log.getSnapshot()
      const end = first + size
      return {
        first,
        end,
        indexAt: (position) => position,
        positionOf: (index) => Math.min(end, Math.max(first, index)),
        widths: (position, into) => {
          log.widths(position, into)
        },
      }
    },
  }
}

/** The lines that a query found. */
export function hitsOf(log: EventLog, result: LogQueryResult): LineSource {
  const one = new Int32Array(1)
  return {
    subscribe: result.subscribe,
    list() {
      const { first, end } = result.getSnapshot()
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
    },
  }
}
