import { type ReactNode, useLayoutEffect, useRef } from 'react'
import type { RowView } from './row-view.ts'

/** A line's text whose rows only the browser can measure. */
export function MeasuredText({
  view,
  index,
  children,
}: {
  view: RowView
  index: number
  children: ReactNode
}): ReactNode {
  const { styles, rowHeight, onMeasured } = view
  const ref = useRef<HTMLSpanElement>(null)
  // At every render: what is drawn, how wide and at which size may have changed, and rows render seldom.
  useLayoutEffect(() => {
    if (ref.current) onMeasured(index, Math.round(ref.current.offsetHeight / rowHeight))
  })
  return (
    <span {...styles.text} ref={ref}>
      {children}
    </span>
  )
}
