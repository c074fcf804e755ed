import { useMemo } from 'react'
import type { LatencySample } from '../../index.ts'
import { useTimeZone } from '../lib/useTimeZone.ts'
import { dotsPath, linePath } from '../plots/paths.ts'
import { Plot } from '../plots/Plot.tsx'
import { plotHeight, round, ticksOf, topOf, yOf } from '../plots/scale.ts'
import type { LatencyParts } from './LatencyHistory.props.ts'

/** Width of the view box. */
const width = 1000
/** Width of a loss that has no sample after it yet. */
const leastLoss = 6

interface LatencyPlotProps extends LatencyParts {
  /** Ascending. */
  samples: readonly LatencySample[]
  /** ms. */
  max: number
}

/** The plot of the round trips over time. */
export function LatencyPlot({ samples, max, getStyles, labels }: LatencyPlotProps) {
  const timeZone = useTimeZone()
  const { clock, sample, lostAt, lost, latency } = labels
  const points = useMemo(() => {
    const first = samples[0]?.at ?? 0
    const span = Math.max(1, (samples.at(-1)?.at ?? 0) - first)
    return samples.map(({ at, ms }, index) => {
      const time = clock(at, timeZone)
      return {
        key: index,
        share: (at - first) / span,
        time,
        text: ms === null ? lostAt(time) : sample(time, latency(ms)),
        cells: [time, ms === null ? lost : latency(ms)],
      }
    })
  }, [samples, timeZone, clock, sample, lostAt, lost, latency])
  const columns = useMemo(() => [labels.time, labels.roundTrip], [labels.time, labels.roundTrip])
  const top = topOf(max)
  const xOf = (index: number) => round((points[index]?.share ?? 1) * width)
  const places = samples.map(({ ms }, index) => [xOf(index), ms === null ? null : yOf(ms, top)] as const)
  const dots = dotsPath(places)
  const losses = samples.flatMap(({ ms }, index) => {
    if (ms !== null) return []
    const from = Math.min(xOf(index), width - leastLoss)
    return [{ index, from, width: Math.max(leastLoss, xOf(index + 1) - from) }]
  })
  return (
    <Plot
      label={labels.plot}
      columns={columns}
      points={points}
      width={width}
      top={top}
      ticks={ticksOf(top)}
      tickText={latency}
      caption={[
        points[0]?.time ?? '',
        labels.summary(samples.length - losses.length, losses.length),
        points.at(-1)?.time ?? '',
      ]}
      getStyles={getStyles}
    >
      {(active) => (
        <>
          {losses.map((loss) => (
            <rect
              key={loss.index}
              {...getStyles('loss')}
              x={loss.from}
              width={loss.width}
              height={plotHeight}
            />
          ))}
          {active !== null && (
            <path
              {...getStyles('cursor')}
              d={`M${xOf(active)} 0V${plotHeight}`}
              vectorEffect="non-scaling-stroke"
            />
          )}
          <path {...getStyles('line')} d={linePath(places)} vectorEffect="non-scaling-stroke" />
          {dots && <path {...getStyles('line')} data-dots d={dots} vectorEffect="non-scaling-stroke" />}
        </>
      )}
    </Plot>
  )
}
