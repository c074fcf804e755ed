'use client'
import { Box, EmptyState, factory, SegmentedControl, useProps } from '@mantine/core'
import { useUncontrolled } from '@mantine/hooks'
import { useEventMetrics, type EventMetricsReport } from '../../index.ts'
import plotClasses from '../plots/Plot.module.css'
import cardClasses from '../reports/Card.module.css'
import { joinClasses } from '../reports/join-classes.ts'
import { GivenReport, Report } from '../reports/Report.tsx'
import reportClasses from '../reports/Report.module.css'
import { useReportProps } from '../reports/useReportProps.ts'
import { EventBars } from './EventBars.tsx'
import type {
  EventMetricsFactory,
  EventMetricsProps,
  EventMetricsStylesNames,
  MetricsParts,
} from './EventMetrics.props.ts'
import ownClasses from './EventMetrics.module.css'
import { EventTable } from './EventTable.tsx'
import { rowsOf } from './metrics-data.ts'
import { defaultMetricsLabels, type EventMetricsRange } from './metrics-labels.ts'

const defaultProps = { interval: 10_000, defaultRange: '1h' } satisfies Partial<EventMetricsProps>
const classes = joinClasses(cardClasses, reportClasses, plotClasses, ownClasses)
const ranges: readonly EventMetricsRange[] = ['5m', '1h', '24h', '7d', '30d']

/**
 * Shows how often events were published in a time range, over time and by name. The app's server reports it to admins.
 *
 * @throws {@link ProviderMissingError} without `data` outside of `PusherProvider`
 * @example
 * ```tsx
 * import { EventMetrics } from 'react-pusher-kit/mantine'
 *
 * export const Throughput = () => <EventMetrics defaultRange="24h" maw={640} />
 * ```
 */
export const EventMetrics = factory<EventMetricsFactory>((_props) => {
  const props = useProps('EventMetrics', defaultProps, _props)
  const { getStyles, data, range, defaultRange, onRangeChange, interval, labels, ...others } = useReportProps<
    EventMetricsFactory,
    typeof props
  >('EventMetrics', classes, props)
  const [chosen, choose] = useUncontrolled<EventMetricsRange>({
    ...(range && { value: range }),
    defaultValue: defaultRange,
    ...(onRangeChange && { onChange: onRangeChange }),
  })
  const parts = { getStyles, labels: { ...defaultMetricsLabels, ...labels } }
  return (
    <Box component="section" aria-label={parts.labels.title} {...getStyles('root')} {...others}>
      <div {...getStyles('header')}>
        <strong {...getStyles('title')}>{parts.labels.title}</strong>
        {(data === undefined || onRangeChange) && (
          <SegmentedControl
            {...getStyles('ranges')}
            size="xs"
            aria-label={parts.labels.ranges}
            value={chosen}
            onChange={(value) => choose(value)}
            data={ranges.map((value) => ({ value, label: parts.labels.range[value] }))}
          />
        )}
      </div>
      {data === undefined ? (
        <ServerMetrics range={chosen} interval={interval} {...parts} />
      ) : (
        <GivenReport data={data} {...parts}>
          {(report) => <MetricsDetails report={report} {...parts} />}
        </GivenReport>
      )}
    </Box>
  )
})

function ServerMetrics({
  range,
  interval,
  ...parts
}: MetricsParts & { range: EventMetricsRange; interval: number }) {
  const report = useEventMetrics({ range, interval })
  const hint = report.error?.status === 400 ? parts.labels.daysHint : undefined
  return (
    <Report report={report} failedHint={hint} {...parts}>
      {(metrics) => <MetricsDetails report={metrics} {...parts} />}
    </Report>
  )
}

function MetricsDetails({ report, ...parts }: MetricsParts & { report: EventMetricsReport }) {
  const { getStyles, labels } = parts
  const rows = rowsOf(report)
  if (rows.length === 0) {
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
      <EventBars report={report} {...parts} />
      <EventTable rows={rows} {...parts} />
      {!report.shared && <span {...getStyles('hint')}>{labels.notShared}</span>}
    </>
  )
}

EventMetrics.classes = classes
EventMetrics.displayName = 'react-pusher-kit/EventMetrics'

export namespace EventMetrics {
  export type Props = EventMetricsProps
  export type StylesNames = EventMetricsStylesNames
}
