import { useState } from 'react'
import { useStable } from '../useStable.ts'
import type { LogGrid } from './log-grid.ts'
import type { LogView } from './useLogView.ts'

/** Going from match to match. */
export interface MatchStep {
  /** Absolute index of the chosen match's line. */
  index: number | null
  /** Which one of the matches it is, from 1; 0 for none. */
  ordinal: number
  step: (direction: 1 | -1) => void
}

/** Chooses the next match from the chosen one, or from what the reader sees, and goes around at the ends. */
export function useMatchStep({ search, list, shown }: LogView, grid: LogGrid): MatchStep {
  const result = search?.result ?? null
  const [chosen, setChosen] = useState<{ source: object; index: number } | null>(null)
  const index = chosen && chosen.source === result ? chosen.index : null
  const ordinal = index !== null && search ? search.result.positionOf(index) - search.snapshot.first + 1 : 0
  const step = useStable((direction: 1 | -1) => {
    if (!search) return
    const { first, end } = search.snapshot
    if (end <= first) return
    const next = index !== null ? nextRow(search, index, direction) : firstStep(search, direction)
    const match = search.result.indexAt(next < first ? end - 1 : next >= end ? first : next)
    const position = list.positionOf(match)
    setChosen({ source: search.result, index: list.indexAt(position) })
    grid.reveal(position)
  })
  return { index, ordinal, step }

  /** The nearest match in another row: one row may stand for many. */
  function nextRow(
    { result: matches }: NonNullable<LogView['search']>,
    from: number,
    direction: 1 | -1,
  ): number {
    const row = list.positionOf(from)
    if (direction === -1) return matches.positionOf(list.indexAt(row)) - 1
    return row + 1 < list.end ? matches.positionOf(list.indexAt(row + 1)) : matches.getSnapshot().end
  }

  /** The newest match for a reader at the end, else the one nearest to what they see. */
  function firstStep(
    { result: matches, snapshot }: NonNullable<LogView['search']>,
    direction: 1 | -1,
  ): number {
    if (grid.isFollowing || shown === 'matches') return snapshot.end - 1
    const position = matches.positionOf(list.indexAt(grid.topPosition))
    return direction === 1 ? position : position - 1
  }
}
