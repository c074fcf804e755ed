import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { lostRows, rowsInView, topThatShows, type KeyedRow, type RowView } from '../transcript/row-window.ts'

/** The rendered rows of a long list. */
export interface RowWindow {
  listRef: RefObject<HTMLDivElement | null>
  first: number
  /** Exclusive. */
  last: number
  /** True while the end is in view; it then stays in view. */
  isFollowing: boolean
  onScroll: () => void
  /** Scrolls a row into view, if necessary. */
  show: (index: number) => void
  /** Scrolls to the end, and stays there. */
  follow: () => void
}

/**
 * Virtualizes rows of equal height. While scrolled to the end, it follows new rows.
 *
 * @param rowHeight - px
 */
export function useRowWindow(rows: readonly KeyedRow[], rowHeight: number): RowWindow {
  const listRef = useRef<HTMLDivElement>(null)
  const before = useRef(rows)
  const [view, setView] = useState<RowView>({ top: 0, height: 0 })
  const [isFollowing, setFollowing] = useState(true)
  // The resize observer and the handlers need the newest value before the next render.
  const follows = useRef(true)

  function setFollows(value: boolean): void {
    follows.current = value
    setFollowing(value)
  }

  function measure(): void {
    const list = listRef.current
    if (!list) return
    // At the end, the position follows from the number of rows, so that a new row causes one render and not two.
    const top = follows.current ? 0 : list.scrollTop
    const height = list.clientHeight
    setView((known) => (known.top === top && known.height === height ? known : { top, height }))
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
  }, [rows, rowHeight])

  const shown = isFollowing ? { ...view, top: rows.length * rowHeight - view.height } : view
  return {
    listRef,
    ...rowsInView(shown, rowHeight, rows.length),
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
