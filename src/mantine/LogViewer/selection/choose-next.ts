import type { LogGrid } from '../viewport/log-grid.ts'
import type { LineSelection } from './useLineSelection.ts'

/**
 * Moves the choice by one of the lines that are shown, or makes it longer; without one, begins at `current` or at the
 * edge of what is in view.
 *
 * @param current - absolute index of the match that the reader stands at; null without one
 * @returns false when there is no choice to move
 */
export function chooseNext(
  grid: LogGrid,
  { head, select, choose }: LineSelection,
  current: number | null,
  direction: 1 | -1,
  isMore: boolean,
): boolean {
  if (head === null && !isMore) return false
  const { list } = grid
  if (list.end <= list.first) return true
  const begin = current !== null && list.has(current) ? list.positionOf(current) : edge(grid, direction)
  const wanted = head === null ? begin : list.positionOf(head) + direction
  const position = Math.min(list.end - 1, Math.max(list.first, wanted))
  if (isMore) select(list.indexAt(position), true)
  else choose(list.indexAt(position))
  grid.approach(position)
  return true
}

/** Where the eye is on the way up, or down. */
const edge = (grid: LogGrid, direction: 1 | -1): number => grid.edge(direction < 0 ? 'last' : 'first')
