import { Button } from '@mantine/core'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useLazyModule } from '../../lib/lazy-module.ts'
import { lazyParts } from '../lazy-parts.ts'
import { classes } from '../log-viewer-classes.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { usePartStyles } from '../usePartStyles.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import { useWidth } from './useWidth.ts'

/**
 * The number of lines over time, by level. Without bars, and with the same height, until its code is loaded, which is not
 * before it has a width.
 */
export function TimeHistogram({ grid }: { grid: LogGrid }): ReactNode {
  const { labels } = useLogViewer().view
  const root = usePartStyles('histogram')
  const hint = useId()
  const hadFocus = useRef(false)
  const [chart, setChart] = useState<HTMLElement | null>(null)
  const { value, hasFailed } = useLazyModule(lazyParts, useWidth(chart) > 0)
  if (value) return <value.HistogramChart grid={grid} hadFocus={hadFocus} />
  return (
    <div {...root} dir="ltr">
      <div
        ref={setChart}
        className={classes.chart}
        role="slider"
        tabIndex={0}
        aria-label={labels.histogram}
        aria-describedby={hint}
        aria-disabled
        data-empty
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        aria-valuetext=""
        onFocus={() => {
          hadFocus.current = true
        }}
        onBlur={() => {
          hadFocus.current = false
        }}
      />
      <div className={classes.chartTimes} aria-hidden="true" />
      {hasFailed && (
        <Button
          className={classes.chartRetry ?? ''}
          variant="default"
          size="compact-xs"
          h={24}
          title={labels.notLoaded}
          onClick={lazyParts.load}
        >
          {labels.retry}
        </Button>
      )}
      <span id={hint} className={classes.unseen}>
        {labels.histogramHint}
      </span>
    </div>
  )
}
