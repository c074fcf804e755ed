import { useMemo } from 'react'
import type { FeedMinute } from '../../../../src/inspector/index.ts'
import { counted, formatCount } from '../../../../src/primitives/index.ts'
import {
  barsPath,
  Plot,
  plotClasses,
  plotHeight,
  type PlotPart,
  ticksOf,
  topOf,
} from '../../../../src/mantine/plots/index.ts'
import classes from './MinuteBars.module.css'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const columns = ['Minute', 'Events', 'Connections', 'Errors']

/** The events of each of the last 60 minutes as bars, with errors in another colour at the bottom. */
export function MinuteBars({ minutes }: { minutes: readonly FeedMinute[] }) {
  const points = useMemo(
    () =>
      minutes.map(({ at, events, connections, errors }, index) => ({
        key: at,
        share: (index + 0.5) / minutes.length,
        text: `${clock.format(at)}: ${counted(events, 'event', 'events')}, ${counted(errors, 'error', 'errors')}`,
        cells: [clock.format(at), formatCount(events), formatCount(connections), formatCount(errors)],
      })),
    [minutes],
  )
  const events = minutes.map((minute) => minute.events)
  const errors = minutes.map((minute) => minute.errors)
  const most = Math.max(1, ...events, ...errors)
  const total = events.reduce((sum, count) => sum + count, 0)
  const top = topOf(most)
  return (
    <div>
      <Plot
        label="Events and errors by minute"
        columns={columns}
        points={points}
        width={minutes.length}
        top={top}
        ticks={ticksOf(top)}
        tickText={formatCount}
        caption={[
          clock.format(minutes[0]?.at ?? 0),
          `${counted(total, 'event', 'events')}, at most ${formatCount(most)} a minute`,
          'now',
        ]}
        getStyles={styleOf}
      >
        {(active) => (
          <>
            {active !== null && <rect className={classes.cursor} x={active} width={1} height={plotHeight} />}
            <path className={classes.event} d={barsPath(events, top)} />
            <path className={classes.error} d={barsPath(errors, top)} />
          </>
        )}
      </Plot>
    </div>
  )
}

function styleOf(part: PlotPart, { style }: { style?: React.CSSProperties } = {}) {
  return { className: plotClasses[part] ?? '', ...(style && { style }) }
}
