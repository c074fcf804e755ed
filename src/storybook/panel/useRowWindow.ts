import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { TranscriptRow } from './transcript-rows.ts'

/** px */
export const rowHeight = 24
/** Number of rows rendered above and below the visible ones. */
const overscan = 10

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
  const [{ top, height }, setView] = useState({ top: 0, height: 0 })

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
    first: Math.max(0, Math.floor(top / rowHeight) - overscan),
    last: Math.min(rows.length, Math.ceil((top + height) / rowHeight) + overscan),
    onScroll() {
      const list = listRef.current
      if (list) follows.current = list.scrollTop + list.clientHeight >= list.scrollHeight - rowHeight
      measure()
    },
    show(index) {
      const list = listRef.current
      if (!list) return
      const start = index * rowHeight
      if (start < list.scrollTop) list.scrollTop = start
      else if (start + rowHeight > list.scrollTop + list.clientHeight) {
        list.scrollTop = start + rowHeight - list.clientHeight
      }
    },
  }
}

/** How many of the oldest rows were dropped. */
function lostRows(before: readonly TranscriptRow[], rows: readonly TranscriptRow[]): number {
  const [oldest] = rows
  return oldest
    ? Math.max(
        0,
        before.findIndex(({ key }) => key >= oldest.key),
      )
    : 0
}
