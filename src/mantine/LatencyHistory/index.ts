export { LatencyHistory } from './LatencyHistory.tsx'
export type {
  LatencyHistoryFactory,
  LatencyHistoryProps,
  LatencyHistoryStylesNames,
} from './LatencyHistory.props.ts'
export type { LatencyHistoryLabels } from './latency-labels.ts'
