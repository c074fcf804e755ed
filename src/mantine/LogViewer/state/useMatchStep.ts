import { useState } from 'react'
import { useStable } from '../../lib/useStable.ts'
import type { LineList } from './line-list.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { LogView } from './useLogView.ts'

/** The current match, and a function that goes to the next one. */
export interface MatchStep {
  /** Absolute index of the line of the current match. */
  index: number | null
  /** Index of the current match, from 1; 0 for none. */
  ordinal: number
  step: (direction: 1 | -1) => void
}

/** Goes to the next match from the current one, or from the lines in view; wraps around at the ends. */
export function useMatchStep({ search, list, shown }: LogView, grid: LogGrid): MatchStep {
  const result = search?.result ?? null
  const [chosen, setChosen] = useState<{ source: object; index: number } | null>(null)
  const index = chosen && chosen.source === result ? lineOfRow(list, chosen.index) : null
  const ordinal = index !== null && search ? search.result.positionOf(index) - search.snapshot.first + 1 : 0
  const step = useStable((direction: 1 | -1) => {
    if (!search) return
    const { first, end } = search.snapshot
    if (end <= first) return
    const next = index !== null ? nextRow(search, index, direction) : firstStep(search, direction)
    const match = search.result.indexAt(next < first ? end - 1 : next >= end ? first : next)
    setChosen({ source: search.result, index: match })
    // The search may contain lines that the grid has not laid out yet.
    if (isIn(grid.list, match)) grid.reveal(grid.list.positionOf(match))
    else grid.jumpTo(match)
  })
  return { index, ordinal, step }

  /** The next match in another row: many lines may be collapsed into one row. */
  function nextRow(
    { result: matches }: NonNullable<LogView['search']>,
    from: number,
    direction: 1 | -1,
  ): number {
    const rows = grid.list
    if (!isIn(rows, from)) return matches.positionOf(from) + direction
    const row = rows.positionOf(from)
    if (direction === -1) return matches.positionOf(rows.indexAt(row)) - 1
    return row + 1 < rows.end ? matches.positionOf(rows.indexAt(row + 1)) : matches.getSnapshot().end
  }

  /** The newest match while following, else the one nearest to the top of the viewport. */
  function firstStep(
    { result: matches, snapshot }: NonNullable<LogView['search']>,
    direction: 1 | -1,
  ): number {
    if (grid.isFollowing || shown === 'matches') return snapshot.end - 1
    const position = matches.positionOf(grid.topIndex)
    return direction === 1 ? position : position - 1
  }
}

const isIn = (list: LineList, index: number): boolean => list.has(index) && list.positionOf(index) < list.end

/** The first line of the row that a line is collapsed into. */
const lineOfRow = (list: LineList, index: number): number =>
  isIn(list, index) ? list.indexAt(list.positionOf(index)) : index
