import { memo, useLayoutEffect, useRef } from 'react'
import type { LogGap } from '../../index.ts'
import { LineText } from './LineText.tsx'
import { LogGapRow } from './LogGapRow.tsx'
import { lineParts } from './line-parts.ts'
import { clockTime, relativeTime, wholeTime } from './log-time.ts'
import type { RowView } from './row-view.ts'
import { gapRows } from './useLogGrid.ts'

export interface LogRowProps {
  view: RowView
  /** Absolute index of the line. */
  index: number
  /** Rows below the grid's origin. */
  top: number
  /** A gap that ends at this line. */
  gap: LogGap | null
  /** The match that the reader stepped to. */
  isCurrent: boolean
  /** Only browsers can tell this line's rows. */
  isMeasured: boolean
  /** Epoch ms, for ages; 0 when none are shown. */
  now: number
}

/** One line at its place on the grid. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { view, index, top, gap, isCurrent, isMeasured, now } = props
  const { log, settings, grid, styles, labels, rowHeight, onMeasured } = view
  const textRef = useRef<HTMLSpanElement>(null)
  const line = log.line(index)

  useLayoutEffect(() => {
    const { current } = textRef
    if (isMeasured && current) onMeasured(index, Math.round(current.offsetHeight / rowHeight))
  }, [isMeasured, index, rowHeight, onMeasured, grid.text, line?.text])

  if (!line) return null
  const { text, level, thread, timestamp } = line
  const shown = settings.wrap ? text : text.replaceAll(/\r?\n/g, ' ↵ ')
  return (
    <>
      {gap && <LogGapRow gap={gap} view={view} top={top} />}
      <div
        {...styles.line}
        data-level={level}
        data-current={isCurrent || undefined}
        data-index={index}
        style={{ ...styles.line.style, top: (top + (gap ? gapRows : 0)) * rowHeight }}
      >
        {grid.time > 0 && (
          <time {...styles.time} dateTime={wholeTime(timestamp)} title={wholeTime(timestamp)}>
            {settings.timestamps === 'relative'
              ? relativeTime(timestamp, now)
              : clockTime(timestamp, settings.utc, grid.withMs)}
          </time>
        )}
        <abbr {...styles.badge} title={labels.level[level]}>
          {labels.level[level].charAt(0)}
        </abbr>
        {grid.thread > 0 && (
          <span {...styles.thread} title={thread}>
            {thread}
          </span>
        )}
        <span {...styles.text} ref={textRef}>
          <LineText parts={lineParts(shown, view.find)} />
        </span>
      </div>
    </>
  )
})
