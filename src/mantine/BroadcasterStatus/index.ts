export { BroadcasterStatus } from './BroadcasterStatus.tsx'
export type {
  BroadcasterStatusFactory,
  BroadcasterStatusProps,
  BroadcasterStatusStylesNames,
} from './BroadcasterStatus.props.ts'
export type { BroadcasterStatusLabels } from './broadcaster-labels.ts'
