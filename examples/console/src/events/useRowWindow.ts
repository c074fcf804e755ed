import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { lostRows, rowsInView, topThatShows, type FeedRow } from '../../../../src/inspector/index.ts'

/** px */
export const rowHeight = 28

/** The rendered rows of the table. */
export interface RowWindow {
  listRef: RefObject<HTMLDivElement | null>
  first: number
  /** Exclusive. */
  last: number
  /** The end is in view, and stays in view. */
  isFollowing: boolean
  onScroll: () => void
  /** Scrolls a row into view, if necessary. */
  show: (index: number) => void
  /** Scrolls to the end, and stays there. */
  follow: () => void
}

/** Rows of equal height, of which those in view are rendered. While scrolled to the end, it follows new rows. */
export function useRowWindow(rows: readonly FeedRow[]): RowWindow {
  const listRef = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const before = useRef(rows)
  const [view, setView] = useState({ top: 0, height: 0 })
  const [isFollowing, setFollowing] = useState(true)

  function measure(): void {
    const list = listRef.current
    if (list) setView({ top: list.scrollTop, height: list.clientHeight })
  }

  function setFollows(value: boolean): void {
    follows.current = value
    setFollowing(value)
  }

  useLayoutEffect(() => {
    const list = listRef.current
    if (!list) return undefined
    const observer = new ResizeObserver(() => {
      if (follows.current) list.scrollTop = list.scrollHeight
      measure()
    })
    observer.observe(list)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const list = listRef.current
    if (list && follows.current) list.scrollTop = list.scrollHeight
    else if (list) list.scrollTop -= lostRows(before.current, rows) * rowHeight
    before.current = rows
    measure()
  }, [rows])

  return {
    listRef,
    ...rowsInView(view, rowHeight, rows.length),
    isFollowing,
    onScroll() {
      const list = listRef.current
      if (list) setFollows(list.scrollTop + list.clientHeight >= list.scrollHeight - rowHeight)
      measure()
    },
    show(index) {
      const list = listRef.current
      if (!list) return
      const { scrollTop: top, clientHeight: height } = list
      const next = topThatShows({ top, height }, rowHeight, index)
      if (next !== top) list.scrollTop = next
    },
    follow() {
      const list = listRef.current
      setFollows(true)
      if (list) list.scrollTop = list.scrollHeight
    },
  }
}
