import type { ReactNode } from 'react'
import { fastRate } from '../state/throttled-snapshot.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { usePartStyles } from '../usePartStyles.ts'
import { classes } from '../log-viewer-classes.ts'
import { timeRange } from '../timeline/time-range.ts'

/** The log's status, counts and rate. */
export function LogFooter(): ReactNode {
  const { view } = useLogViewer()
  const root = usePartStyles('footer')
  const { labels, snapshot, list, query, settings } = view
  const { status, size, dropped, rate, paused, pending } = snapshot
  const range = settings.histogram ? '' : timeRange(query.since, query.until, settings.utc)
  return (
    <div {...root}>
      <span className={classes.status} data-status={paused ? 'paused' : status}>
        {paused ? labels.paused(pending) : labels.status[status]}
      </span>
      {range && (
        <span data-range title={range}>
          {range}
        </span>
      )}
      <span>{labels.count(list.linesFrom(list.first), size)}</span>
      {rate > fastRate && <span>{labels.rate(roundRate(rate))}</span>}
      {dropped > 0 && <span className={classes.dropped}>{labels.dropped(dropped)}</span>}
    </div>
  )
}

/** Rounded to two digits to avoid flicker. */
function roundRate(rate: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(rate)) - 1)
  return Math.round(rate / step) * step
}
