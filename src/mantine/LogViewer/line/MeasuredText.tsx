import { type ReactNode, useLayoutEffect, useRef } from 'react'
import type { RowView } from './row-view.ts'

/** A line's text whose rows are measured in the DOM. */
export function MeasuredText({
  view,
  index,
  children,
}: {
  view: RowView
  index: number
  children: ReactNode
}): ReactNode {
  const { styles, rowHeight, onMeasured, grid } = view
  const ref = useRef<HTMLSpanElement>(null)
  // After every render: text, width and font size may have changed, and rows rarely render.
  useLayoutEffect(() => {
    if (ref.current) onMeasured(index, Math.round(ref.current.offsetHeight / rowHeight), grid.text)
  })
  return (
    <span {...styles.text} ref={ref}>
      {children}
    </span>
  )
}
