import { type ReactNode, useLayoutEffect, useRef } from 'react'
import type { RowView } from './row-view.ts'

/** A line's text whose rows are measured in the DOM. */
export function MeasuredText({
  view,
  index,
  rowsAbove,
  children,
}: {
  view: RowView
  index: number
  /** Number of rows above the text of the line. */
  rowsAbove: number
  children: ReactNode
}): ReactNode {
  const { styles, rowHeight, onMeasured, grid } = view
  const ref = useRef<HTMLSpanElement>(null)
  // Runs after every render, because text, width or font size may have changed. Rows rarely render.
  useLayoutEffect(() => {
    const rows = ref.current ? Math.round(ref.current.offsetHeight / rowHeight) : 0
    if (rows > 0) onMeasured(index, rows + rowsAbove, grid.text)
  })
  return (
    <span {...styles.text} ref={ref}>
      {children}
    </span>
  )
}
