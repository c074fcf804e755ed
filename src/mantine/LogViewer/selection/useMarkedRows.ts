import { useMemo } from 'react'
import { heldIndex, type LogBookmark } from './log-bookmarks.ts'
import type { LogView } from '../state/useLogView.ts'

/** The rows that have a bookmark, by the absolute index of their line: the same set as long as it says the same. */
export function useMarkedRows(
  { log, list }: LogView,
  bookmarks: readonly LogBookmark[],
): ReadonlySet<number> {
  const indices = bookmarks.flatMap((bookmark) => {
    const index = heldIndex(log, bookmark)
    return index !== null && list.has(index) ? [list.indexAt(list.positionOf(index))] : []
  })
  const key = JSON.stringify(indices)
  return useMemo(() => new Set(JSON.parse(key) as number[]), [key])
}
