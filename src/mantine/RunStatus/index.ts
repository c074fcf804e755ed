export { RunStatus } from './RunStatus.tsx'
export type { RunStatusFactory, RunStatusProps, RunStatusStylesNames } from './RunStatus.props.ts'
export type { RunEvent, RunPhase } from './run-events.ts'
export type { RunStatusLabels } from './run-labels.ts'
