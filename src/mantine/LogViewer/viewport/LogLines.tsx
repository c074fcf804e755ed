import { memo, type ReactNode, type Ref, useLayoutEffect, useSyncExternalStore } from 'react'
import type { LogGap } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import type { LogGrid } from './log-grid.ts'
import { setGutterTitle } from '../line/gutter-title.ts'
import { LogRow } from '../line/LogRow.tsx'
import { ageAt, dateOfNewDay } from '../line/row-time.ts'
import type { RowView } from '../line/row-view.ts'
import type { LineRange } from '../selection/useLineSelection.ts'

export interface LogLinesProps {
  layer: Ref<HTMLDivElement>
  className: string
  grid: LogGrid
  view: RowView
  /** Absolute index of the current match. */
  current: number | null
  range: LineRange | null
  /** Epoch ms, for ages; 0 when none are shown. */
  now: number
}

/**
 * The rendered rows. Keys are reused, so that scrolling updates a few rows and mounts none. Memoized, because new lines
 * come from the grid and not from the props.
 */
export const LogLines = memo(function LogLines(props: LogLinesProps): ReactNode {
  const { layer, className, grid, view, current, range, now } = props
  const { list, gaps } = grid
  const { start, end, origin, keys } = useSyncExternalStore(
    grid.subscribe,
    grid.getSnapshot,
    grid.getSnapshot,
  )
  // Moves the scroll bar and the layer in the same frame as the rows, to cause only one layout.
  useLayoutEffect(() => {
    grid.move()
  })
  const width = new Int32Array(1)
  const rows: ReactNode[] = []
  const above = start < end ? (grid.layout.rowOf(start) - origin) * view.rowHeight : 0
  for (let position = Math.max(start, list.first); position < Math.min(end, list.end); position += 1) {
    const index = list.indexAt(position)
    list.widths(position, width)
    const date = dateOfNewDay(list, position, view.settings.utc)
    rows.push(
      <LogRow
        key={keys[position - start]}
        view={view}
        index={index}
        gap={gapBefore(gaps, list, position, index)}
        repeats={list.repeats(position)}
        isCurrent={index === current}
        isSelected={range !== null && index >= range.from && index <= range.to}
        isMeasured={
          // The browser decides where words wrap, so these lines are measured.
          (view.settings.wrap && ((width[0] as number) < 0 || (width[0] as number) > view.grid.text)) ||
          view.unfolded.has(index) ||
          date !== null ||
          view.isMeasured(index)
        }
        date={date}
        age={now > 0 ? ageAt(list, position, start, now) : null}
      />,
    )
  }
  return (
    <div
      ref={layer}
      className={className}
      role="list"
      // Padding replaces the rows removed above, so that the others keep their place within the layer. The negative
      // margin compensates it: Firefox includes the padding in the scrollable area despite the transform.
      style={{ marginTop: -above, paddingTop: above }}
      onPointerOver={(event) => setGutterTitle(event.target, view)}
    >
      {rows}
    </div>
  )
})

function gapBefore(gaps: readonly LogGap[], list: LineList, position: number, index: number): LogGap | null {
  if (gaps.length === 0) return null
  const previous = position > list.first ? list.indexAt(position - 1) : -Infinity
  return gaps.find((gap) => gap.index <= index && gap.index > previous) ?? null
}
