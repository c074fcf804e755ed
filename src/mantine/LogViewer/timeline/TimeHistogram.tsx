import { type ReactNode, useId, useState } from 'react'
import { HistogramBars } from './HistogramBars.tsx'
import type { LogGrid } from '../viewport/log-grid.ts'
import { classes } from '../log-viewer-classes.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { edgeTime, slotText } from './slot-text.ts'
import { usePartStyles } from '../usePartStyles.ts'
import { useSlotRange } from './useSlotRange.ts'
import { useTimePicture } from './useTimePicture.ts'
import { useVisibleTime } from './useVisibleTime.ts'
import { useWidth } from './useWidth.ts'

/** The number of lines over time, by level. A click or a drag filters by that time range. */
export function TimeHistogram({ grid }: { grid: LogGrid }): ReactNode {
  const { view } = useLogViewer()
  const { labels, query, changeQuery, snapshot, settings, log } = view
  const root = usePartStyles('histogram')
  const hint = useId()
  const [chart, setChart] = useState<HTMLElement | null>(null)
  const picture = useTimePicture(view, useWidth(chart))
  const isEmpty = !picture || picture.most === 0
  const [inView, setInView] = useState<HTMLElement | null>(null)
  useVisibleTime(inView, log, grid, picture)
  const isZoomed = query.since !== undefined || query.until !== undefined
  const {
    range: chosen,
    cursor,
    handlers,
  } = useSlotRange(picture, {
    onZoom: (since, until) => {
      changeQuery({ since, until })
    },
    onReset: () => {
      if (isZoomed) changeQuery({ since: undefined, until: undefined })
    },
  })
  const share = (at: number): string =>
    picture
      ? `${Math.min(100, Math.max(0, ((at - picture.start) / (picture.width * picture.slots)) * 100))}%`
      : '0'
  const words = (from: number, to: number): string =>
    picture ? slotText(picture, { from, to }, labels, settings.utc) : ''
  const text = chosen ? words(chosen.from, chosen.to) : ''
  return (
    <div {...root} dir="ltr">
      <div
        ref={setChart}
        {...handlers}
        className={classes.chart}
        role="slider"
        tabIndex={0}
        aria-label={labels.histogram}
        aria-describedby={hint}
        aria-disabled={isEmpty}
        data-empty={isEmpty || undefined}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, (picture?.slots ?? 1) - 1)}
        aria-valuenow={cursor}
        aria-valuetext={text || words(0, (picture?.slots ?? 1) - 1)}
      >
        {picture && <HistogramBars picture={picture} />}
        {picture &&
          snapshot.gaps.map((gap) => (
            <span
              key={`${gap.after} ${gap.before} ${gap.index}`}
              className={classes.chartGap}
              style={{ left: share(log.line(gap.index)?.timestamp ?? Infinity) }}
            />
          ))}
        {picture && chosen && (
          <span
            className={classes.chartRange}
            style={{
              left: `${(chosen.from / picture.slots) * 100}%`,
              width: `${((chosen.to - chosen.from + 1) / picture.slots) * 100}%`,
            }}
          />
        )}
        <span ref={setInView} className={classes.chartView} />
      </div>
      <div className={classes.chartTimes} data-chosen={chosen ? true : undefined} aria-hidden="true">
        <span>{picture && edgeTime(picture, 0, settings.utc)}</span>
        <span className={classes.chartText}>{text}</span>
        <span>{picture && edgeTime(picture, picture.slots, settings.utc)}</span>
      </div>
      <span id={hint} className={classes.unseen}>
        {labels.histogramHint}
      </span>
    </div>
  )
}
