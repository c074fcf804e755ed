'use client'
import { Box, EmptyState, factory, Skeleton, useProps } from '@mantine/core'
import { useMemo } from 'react'
import { usePusherConnection, type LatencySample } from '../../index.ts'
import plotClasses from '../plots/Plot.module.css'
import cardClasses from '../reports/Card.module.css'
import { joinClasses } from '../reports/join-classes.ts'
import reportClasses from '../reports/Report.module.css'
import { useReportProps } from '../reports/useReportProps.ts'
import { figuresOf, samplesOf } from './latency-data.ts'
import { defaultLatencyLabels } from './latency-labels.ts'
import type {
  LatencyHistoryFactory,
  LatencyHistoryProps,
  LatencyHistoryStylesNames,
  LatencyParts,
} from './LatencyHistory.props.ts'
import ownClasses from './LatencyHistory.module.css'
import { LatencyPlot } from './LatencyPlot.tsx'

const defaultProps = { latencyInterval: 30_000 } satisfies Partial<LatencyHistoryProps>
const classes = joinClasses(cardClasses, reportClasses, plotClasses, ownClasses)

/**
 * Shows the round trips of the connection over time, with gaps for lost connections.
 *
 * @throws {@link ProviderMissingError} without `data` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { LatencyHistory } from 'react-pusher-kit/mantine'
 *
 * export const Latency = () => <LatencyHistory latencyInterval={5000} maw={480} />
 * ```
 */
export const LatencyHistory = factory<LatencyHistoryFactory>((_props) => {
  const props = useProps('LatencyHistory', defaultProps, _props)
  const { getStyles, data, latencyInterval, labels, ...others } = useReportProps<
    LatencyHistoryFactory,
    typeof props
  >('LatencyHistory', classes, props)
  const parts = { getStyles, labels: { ...defaultLatencyLabels, ...labels } }
  return (
    <Box component="section" aria-label={parts.labels.title} {...getStyles('root')} {...others}>
      <strong {...getStyles('title')}>{parts.labels.title}</strong>
      {data === undefined && <MeasuredLatency latencyInterval={latencyInterval} {...parts} />}
      {data === null && (
        <div role="status" aria-label={parts.labels.loading}>
          <Skeleton {...getStyles('skeleton')} />
        </div>
      )}
      {data && <LatencyDetails series={data} {...parts} />}
    </Box>
  )
})

function MeasuredLatency({ latencyInterval, ...parts }: LatencyParts & { latencyInterval: number }) {
  const { latencyHistory } = usePusherConnection({ latencyInterval })
  return <LatencyDetails series={latencyHistory} {...parts} />
}

function LatencyDetails({ series, ...parts }: LatencyParts & { series: readonly LatencySample[] }) {
  const { getStyles, labels } = parts
  const samples = useMemo(() => samplesOf(series), [series])
  const figures = figuresOf(samples)
  if (!figures) {
    return (
      <EmptyState
        {...getStyles('empty')}
        size="sm"
        title={labels.empty}
        description={labels.emptyHint}
        role="status"
      />
    )
  }
  return (
    <>
      <dl {...getStyles('figures')}>
        {(['min', 'median', 'p95', 'max'] as const).map((name) => (
          <div key={name} {...getStyles('figure')}>
            <dt>{labels[name]}</dt>
            <dd>{labels.latency(figures[name])}</dd>
          </div>
        ))}
      </dl>
      <LatencyPlot samples={samples} max={figures.max} {...parts} />
      {samples.at(-1)?.ms === null && (
        <div {...getStyles('notice')} role="status">
          {labels.away}
        </div>
      )}
    </>
  )
}

LatencyHistory.classes = classes
LatencyHistory.displayName = 'react-pusher-kit/LatencyHistory'

export namespace LatencyHistory {
  export type Props = LatencyHistoryProps
  export type StylesNames = LatencyHistoryStylesNames
}
