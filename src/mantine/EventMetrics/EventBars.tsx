import { useMemo } from 'react'
import type { EventMetricsReport } from '../../index.ts'
import { useTimeZone } from '../lib/useTimeZone.ts'
import { barsPath } from '../plots/paths.ts'
import { Plot } from '../plots/Plot.tsx'
import { plotHeight, ticksOf, topOf } from '../plots/scale.ts'
import type { MetricsParts } from './EventMetrics.props.ts'
import { barsOf } from './metrics-data.ts'

/** The plot of all events of the range over time. */
export function EventBars({ report, getStyles, labels }: MetricsParts & { report: EventMetricsReport }) {
  const timeZone = useTimeZone()
  const { bars, isOfDays } = useMemo(() => barsOf(report), [report])
  const { minute, day, bar, count: countText } = labels
  const points = useMemo(
    () =>
      bars.map(({ at, count }, index) => {
        const time = isOfDays ? day(at) : minute(at, timeZone)
        const text = bar(time, count)
        return { key: index, share: (index + 0.5) / bars.length, text, time, cells: [time, countText(count)] }
      }),
    [bars, isOfDays, timeZone, minute, day, bar, countText],
  )
  const columns = useMemo(() => [labels.time, labels.counts], [labels.time, labels.counts])
  if (bars.length === 0) return null
  const counts = bars.map(({ count }) => count)
  const most = counts.reduce((greatest, count) => Math.max(greatest, count), 0)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const top = topOf(most)
  return (
    <Plot
      label={labels.plot}
      columns={columns}
      points={points}
      width={bars.length}
      top={top}
      ticks={ticksOf(top)}
      tickText={countText}
      caption={[points[0]?.time ?? '', labels.total(total, most), labels.now]}
      getStyles={getStyles}
    >
      {(active) => (
        <>
          {active !== null && <rect {...getStyles('cursor')} x={active} width={1} height={plotHeight} />}
          <path {...getStyles('bars')} d={barsPath(counts, top)} />
        </>
      )}
    </Plot>
  )
}
