import { type ReactNode, type RefObject, useId, useLayoutEffect, useState } from 'react'
import { HistogramBars } from './HistogramBars.tsx'
import type { LogGrid } from '../viewport/log-grid.ts'
import { classes } from '../log-viewer-classes.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { edgeTime, slotText } from './slot-text.ts'
import { timeRange } from './time-range.ts'
import { usePartLabels } from '../usePartLabels.ts'
import { usePartStyles } from '../usePartStyles.ts'
import { useSlotRange } from './useSlotRange.ts'
import { useHistogram } from './useHistogram.ts'
import { useVisibleTime } from './useVisibleTime.ts'
import { useWidth } from './useWidth.ts'

export interface HistogramChartProps {
  grid: LogGrid
  /** True when the chart had the focus that stood here until this code was loaded. */
  hadFocus: RefObject<boolean>
}

/** The histogram with its bars. A click or a drag filters by that time range. */
export function HistogramChart({ grid, hadFocus }: HistogramChartProps): ReactNode {
  const { view } = useLogViewer()
  const { query, changeQuery, snapshot, settings, log } = view
  const labels = usePartLabels()
  const root = usePartStyles('histogram')
  const hint = useId()
  const [chart, setChart] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => {
    if (chart && hadFocus.current) chart.focus({ preventScroll: true })
  }, [chart, hadFocus])
  const histogram = useHistogram(view, useWidth(chart))
  const isEmpty = !histogram || histogram.most === 0
  const [inView, setInView] = useState<HTMLElement | null>(null)
  useVisibleTime(inView, log, grid, histogram)
  const filtered = timeRange(query.since, query.until, settings.utc)
  const {
    range: chosen,
    cursor,
    handlers,
  } = useSlotRange(histogram, {
    onZoom: (since, until) => {
      changeQuery({ since, until })
    },
    onReset: () => {
      if (filtered) changeQuery({ since: undefined, until: undefined })
    },
  })
  const share = (at: number): string =>
    histogram
      ? `${Math.min(100, Math.max(0, ((at - histogram.start) / (histogram.width * histogram.slots)) * 100))}%`
      : '0'
  const words = (from: number, to: number): string =>
    histogram ? slotText(histogram, { from, to }, labels, settings.utc) : ''
  const text = chosen ? words(chosen.from, chosen.to) : ''
  const outside = (['before', 'after'] as const).filter((side) => histogram && histogram[side] > 0)
  const outsideText = (side: 'before' | 'after'): string =>
    histogram && histogram[side] > 0 ? labels.histogramOutside(histogram[side], side) : ''
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
        aria-valuemax={Math.max(0, (histogram?.slots ?? 1) - 1)}
        aria-valuenow={cursor}
        aria-valuetext={
          text || [words(0, (histogram?.slots ?? 1) - 1), ...outside.map(outsideText)].join(', ')
        }
      >
        {histogram && <HistogramBars histogram={histogram} />}
        {histogram &&
          snapshot.gaps.map((gap) => (
            <span
              key={`${gap.after} ${gap.before} ${gap.index}`}
              className={classes.chartGap}
              style={{ left: share(log.line(gap.index)?.timestamp ?? Infinity) }}
            />
          ))}
        {outside.map((side) => (
          <span key={side} className={classes.chartOutside} data-side={side} />
        ))}
        {histogram && chosen && (
          <span
            className={classes.chartRange}
            style={{
              left: `${(chosen.from / histogram.slots) * 100}%`,
              width: `${((chosen.to - chosen.from + 1) / histogram.slots) * 100}%`,
            }}
          />
        )}
        <span ref={setInView} className={classes.chartView} />
      </div>
      <div
        className={classes.chartTimes}
        data-chosen={chosen ? true : undefined}
        data-filtered={filtered || undefined}
        aria-hidden="true"
      >
        <span className={classes.chartFilter}>{filtered}</span>
        <span>{histogram && edgeTime(histogram, 0, settings.utc)}</span>
        <span className={classes.chartFar}>{outsideText('before')}</span>
        <span className={classes.chartText}>{text}</span>
        <span className={classes.chartFar}>{outsideText('after')}</span>
        <span>{histogram && edgeTime(histogram, histogram.slots, settings.utc)}</span>
      </div>
      <span id={hint} className={classes.unseen}>
        {labels.histogramHint}
      </span>
    </div>
  )
}
