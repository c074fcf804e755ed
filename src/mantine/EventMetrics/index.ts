export { EventMetrics } from './EventMetrics.tsx'
export type { EventMetricsFactory, EventMetricsProps, EventMetricsStylesNames } from './EventMetrics.props.ts'
export type { EventMetricsLabels, EventMetricsRange } from './metrics-labels.ts'
