// Names that other rooms of this package use, in addition to the public ones.
export { backendHeader } from './backend-header.ts'
export { checkPayload, explainIssue } from './check-payload.ts'
export { findDeclared } from './declared-channel.ts'
export { eventLimits } from './event-limits.ts'
export { batchEvent, isMarked, kitKey, markPayload, packBatch, readPayload } from './kit-payload.ts'
export { accessOf } from './pattern.ts'
export { taskEvents } from './task-events.ts'
export type { PayloadIssue } from './check-payload.ts'
export type {
  BroadcasterReport,
  BroadcasterStatus,
  BroadcasterSwitch,
  BroadcasterType,
  EventCount,
  EventMetricsReport,
  MetricsRange,
  UsageReport,
} from './reports.ts'
export type { TaskContent, TaskProgress } from './task-events.ts'
