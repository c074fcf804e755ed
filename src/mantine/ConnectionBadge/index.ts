export { ConnectionBadge } from './ConnectionBadge.tsx'
export type {
  ConnectionBadgeCssVariables,
  ConnectionBadgeData,
  ConnectionBadgeFactory,
  ConnectionBadgeProps,
  ConnectionBadgeStylesNames,
  ConnectionBadgeVariant,
} from './ConnectionBadge.props.ts'
export type { ConnectionBannerPosition } from './ConnectionBadge.props.ts'
export type { ConnectionAdvice } from './connection-advice.ts'
export type { ConnectionCondition } from './connection-condition.ts'
export type { ConnectionBadgeLabels } from './connection-labels.ts'
export type { LatencyBands, LatencyQuality } from './latency-bands.ts'
