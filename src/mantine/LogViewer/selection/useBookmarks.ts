import { useUncontrolled } from '@mantine/hooks'
import { useState } from 'react'
import { bookmarkKey, bookmarkOf, heldIndex, type LogBookmark, toggleBookmarks } from './log-bookmarks.ts'
import { noFilters } from '../state/log-viewer-query.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { LineSelection } from './useLineSelection.ts'
import type { LogView } from '../state/useLogView.ts'
import { useStable } from '../../lib/useStable.ts'

export interface BookmarkOptions {
  bookmarks: readonly LogBookmark[] | undefined
  defaultBookmarks: readonly LogBookmark[] | undefined
  onBookmarksChange: ((bookmarks: readonly LogBookmark[]) => void) | undefined
}

/** The bookmarks of a log, oldest line first, and their actions. */
export interface Bookmarks {
  all: readonly LogBookmark[]
  /** Adds bookmarks to lines, or removes them when all of these lines have one. */
  toggle: (indices: readonly number[]) => void
  remove: (bookmark: LogBookmark) => void
  clear: () => void
  /** Scrolls to a bookmark's line, loading older pages until it is found. */
  open: (bookmark: LogBookmark) => void
  /** Opens the bookmark after or before the last opened one; wraps around at the ends. */
  step: (direction: 1 | -1) => void
  /** The key of the bookmark whose line is being loaded; null for none. */
  loading: string | null
  /** Keys of bookmarks whose line could not be loaded. */
  gone: ReadonlySet<string>
}

const nothing: ReadonlySet<string> = new Set()

export function useBookmarks(
  { bookmarks, defaultBookmarks, onBookmarksChange }: BookmarkOptions,
  view: LogView,
  grid: LogGrid,
  selection: LineSelection,
): Bookmarks {
  const { log, list, hasFilter, changeQuery } = view
  const [all, setAll] = useUncontrolled<readonly LogBookmark[]>({
    ...(bookmarks && { value: bookmarks }),
    ...(defaultBookmarks && { defaultValue: defaultBookmarks }),
    finalValue: [],
    ...(onBookmarksChange && { onChange: onBookmarksChange }),
  })
  const [opened, setOpened] = useState<string | null>(null)
  const [loading, setLoading] = useState<string | null>(null)
  const [gone, setGone] = useState(nothing)

  const show = useStable((index: number) => {
    if (hasFilter && !list.has(index)) changeQuery(noFilters)
    selection.selectOnly(index)
    grid.jumpTo(index)
  })
  const load = async (bookmark: LogBookmark, seq: number): Promise<void> => {
    const key = bookmarkKey(bookmark)
    setLoading(key)
    try {
      // The log's `error` contains the reason.
      await log.seek(seq).catch(() => null)
      const index = heldIndex(log, bookmark)
      if (index === null) setGone((last) => new Set([...last, key]))
      else show(index)
    } finally {
      setLoading((last) => (last === key ? null : last))
    }
  }
  const open = useStable((bookmark: LogBookmark) => {
    const key = bookmarkKey(bookmark)
    const index = heldIndex(log, bookmark)
    setOpened(key)
    setGone((last) => (last.has(key) ? new Set([...last].filter((each) => each !== key)) : last))
    // While following, older pages would be treated as new lines.
    grid.unfollow()
    if (index !== null) show(index)
    else if (bookmark.seq === null) setGone((last) => new Set([...last, key]))
    else void load(bookmark, bookmark.seq)
  })
  const step = useStable((direction: 1 | -1) => {
    const place = all.findIndex((bookmark) => bookmarkKey(bookmark) === opened)
    const next = place < 0 ? nearest(direction) : (place + direction + all.length) % all.length
    const bookmark = all[next]
    if (bookmark) open(bookmark)
  })
  return {
    all,
    loading,
    gone,
    open,
    step,
    toggle: useStable((indices: readonly number[]) => {
      const chosen = indices.flatMap((index) => {
        const line = log.line(index)
        return line ? [bookmarkOf(line, index)] : []
      })
      if (chosen.length > 0) setAll(toggleBookmarks(all, chosen))
    }),
    remove: useStable((bookmark: LogBookmark) => {
      setAll(all.filter((each) => bookmarkKey(each) !== bookmarkKey(bookmark)))
    }),
    clear: useStable(() => {
      setAll([])
    }),
  }

  /** The first bookmark after the top of the viewport, or the last before it. Dropped lines count as before it. */
  function nearest(direction: 1 | -1): number {
    const top = grid.topIndex
    const above = all.filter((bookmark) => (heldIndex(log, bookmark) ?? -Infinity) < top).length
    return direction === 1 ? above % all.length : (above - 1 + all.length) % all.length
  }
}
