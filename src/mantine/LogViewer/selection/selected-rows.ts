import type { LineList } from '../state/line-list.ts'
import type { LineRange } from './useLineSelection.ts'

/** Maximum lines of a selection that is processed line by line. */
export const manyLines = 200

/** Positions of the selected lines that are shown; the end is exclusive. */
export function selectedRows(list: LineList, { from, to }: LineRange): { start: number; end: number } {
  const last = list.positionOf(to)
  return { start: list.positionOf(from), end: list.has(to) ? last + 1 : last }
}

/** The selected lines to bookmark: all of them, or the first one if there are more than `manyLines`. */
export function indicesToBookmark(list: LineList, range: LineRange): number[] {
  const { start, end } = selectedRows(list, range)
  const stop = end - start > manyLines ? start + 1 : end
  return Array.from({ length: stop - start }, (_, row) => list.indexAt(start + row))
}
