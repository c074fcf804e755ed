import { useMemo } from 'react'
import { heldIndex, type LogBookmark } from './log-bookmarks.ts'
import type { LogView } from '../state/useLogView.ts'

/** The rows with a bookmark, by the absolute index of their line; referentially stable while they are equal. */
export function useBookmarkedRows(
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
