import type { LogGrid } from '../viewport/log-grid.ts'
import type { LineSelection } from './useLineSelection.ts'

/**
 * Moves or extends the selection by one of the shown lines; without a selection, starts at `current` or at the edge of the
 * viewport.
 *
 * @param current - absolute index of the current match; null without one
 * @returns false when there is no selection to move
 */
export function selectNext(
  grid: LogGrid,
  { head, select, selectOnly }: LineSelection,
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
  else selectOnly(list.indexAt(position))
  grid.scrollIntoView(position)
  return true
}

/** The last line in view for moving up, the first for moving down. */
const edge = (grid: LogGrid, direction: 1 | -1): number => grid.edge(direction < 0 ? 'last' : 'first')
