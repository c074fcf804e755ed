import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { lostRows, rowsInView, topThatShows, type TranscriptRow } from '../../inspector/index.ts'

/** px */
export const rowHeight = 24

/** The rendered rows of a long list. */
export interface RowWindow {
  listRef: RefObject<HTMLDivElement | null>
  first: number
  /** Exclusive. */
  last: number
  onScroll: () => void
  /** Scrolls a row into view, if necessary. */
  show: (index: number) => void
}

/** Virtualizes rows of equal height. While scrolled to the end, it follows new rows. */
export function useRowWindow(rows: readonly TranscriptRow[]): RowWindow {
  const listRef = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const before = useRef(rows)
  const [view, setView] = useState({ top: 0, height: 0 })

  function measure(): void {
    const list = listRef.current
    if (list) setView({ top: list.scrollTop, height: list.clientHeight })
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
    onScroll() {
      const list = listRef.current
      if (list) follows.current = list.scrollTop + list.clientHeight >= list.scrollHeight - rowHeight
      measure()
    },
    show(index) {
      const list = listRef.current
      if (!list) return
      const { scrollTop: top, clientHeight: height } = list
      const next = topThatShows({ top, height }, rowHeight, index)
      if (next !== top) list.scrollTop = next
    },
  }
}
