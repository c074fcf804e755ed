import type { LogGrid } from './log-grid.ts'
import { shownOf } from '../state/log-viewer-query.ts'
import { useGridState } from './useGridState.ts'
import { useLogQuery } from '../state/useLogQuery.ts'
import type { LogView } from '../state/useLogView.ts'

/** Counts of lines that arrived since following ended. */
export interface NewLines {
  isFollowing: boolean
  lines: number
  errors: number
}

const severe = ['error', 'fatal'] as const

/** Counts new lines while the viewport does not follow. */
export function useNewLines(view: LogView, grid: LogGrid): NewLines {
  const { list, query } = view
  const isFollowing = useGridState(grid, (state) => state.isFollowing)
  const unfollowedAt = useGridState(grid, (state) => state.unfollowedAt)
  const wanted = severe.filter((level) => !query.levels || query.levels.includes(level))
  const errors = useLogQuery(
    view,
    isFollowing || wanted.length === 0 ? null : { ...shownOf(query), levels: wanted },
  )
  const lines = list.linesFrom(Math.max(unfollowedAt, list.first))
  const { result, snapshot } = errors
  if (isFollowing || lines <= 0) return { isFollowing, lines: 0, errors: 0 }
  const since = result
    ? Math.max(snapshot.first, result.positionOf(list.indexAt(Math.max(unfollowedAt, list.first))))
    : 0
  return { isFollowing, lines, errors: result ? Math.max(0, snapshot.end - since) : 0 }
}
