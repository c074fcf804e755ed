import { useState } from 'react'
import { useStable } from './useStable.ts'
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
    const next = index !== null ? search.result.positionOf(index) + direction : firstStep(search, direction)
    const match = search.result.indexAt(next < first ? end - 1 : next >= end ? first : next)
    setChosen({ source: search.result, index: match })
    grid.reveal(list.positionOf(match))
  })
  return { index, ordinal, step }

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
