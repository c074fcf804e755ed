import { type ReactNode, type Ref, useLayoutEffect, useSyncExternalStore } from 'react'
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

/** The rendered rows. Keys are reused: scrolling changes a few rows and mounts none. */
export function LogLines(props: LogLinesProps): ReactNode {
  const { layer, className, grid, view, current, range, now } = props
  const { list, gaps } = grid
  const { start, end, origin, keyBase } = useSyncExternalStore(
    grid.subscribe,
    grid.getSnapshot,
    grid.getSnapshot,
  )
  // The scroll bar and the layer move in the same frame as the rows: one layout.
  useLayoutEffect(() => {
    grid.move()
  })
  const keys = keyCount(Math.max(end - start, grid.page + 6))
  const width = new Int32Array(1)
  const rows: ReactNode[] = []
  let top = start < end ? grid.layout.rowOf(start) - origin : 0
  for (let position = Math.max(start, list.first); position < Math.min(end, list.end); position += 1) {
    const index = list.indexAt(position)
    list.widths(position, width)
    const date = dateOfNewDay(list, position, view.settings.utc)
    rows.push(
      <LogRow
        key={(((position - keyBase) % keys) + keys) % keys}
        view={view}
        index={index}
        top={top}
        gap={gapBefore(gaps, list, position, index)}
        repeats={list.repeats(position)}
        isCurrent={index === current}
        isSelected={range !== null && index >= range.from && index <= range.to}
        isMeasured={
          // Words break rows where the browser wants them to.
          (view.settings.wrap && ((width[0] as number) < 0 || (width[0] as number) > view.grid.text)) ||
          view.unfolded.has(index) ||
          date !== null ||
          view.isMeasured(index)
        }
        date={date}
        age={now > 0 ? ageAt(list, position, start, now) : null}
      />,
    )
    top += grid.layout.rows(position)
  }
  return (
    <div
      ref={layer}
      className={className}
      role="list"
      onPointerOver={(event) => setGutterTitle(event.target, view)}
    >
      {rows}
    </div>
  )
}

/** A power of two, so that rows keep their keys while the viewport is resized a little. */
function keyCount(rows: number): number {
  return 2 ** Math.ceil(Math.log2(rows))
}

function gapBefore(gaps: readonly LogGap[], list: LineList, position: number, index: number): LogGap | null {
  if (gaps.length === 0) return null
  const previous = position > list.first ? list.indexAt(position - 1) : -Infinity
  return gaps.find((gap) => gap.index <= index && gap.index > previous) ?? null
}
