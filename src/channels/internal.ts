// Names that other rooms of this package use, in addition to the public ones.
export { backendHeader } from './backend-header.ts'
export { channelChecks, checksOf, type ChannelChecks } from './channel-checks.ts'
export { checkPayload, explainIssue } from './check-payload.ts'
export { eventLimits } from './event-limits.ts'
export { batchEvent, isMarked, kitKey, markPayload, packBatch, readPayload } from './kit-payload.ts'
export { accessOf } from './pattern.ts'
export { taskEvents } from './task-events.ts'
export { usageAlertEvent } from './usage-alert.ts'
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
export { findUndeclared, type Undeclared } from './undeclared.ts'
export type { PayloadIssue, SchemaResult } from './check-payload.ts'
export type { OutputOf } from './names.ts'
export type { TaskContent, TaskProgress } from './task-events.ts'
export type { UsageAlert } from './usage-alert.ts'
export type {
  ChannelIn,
  CheckedChannels,
  DataIn,
  DeclaredFor,
  EventIn,
  EventKind,
  IsDeclared,
  MemberIn,
  MessagePayloadIn,
  MessageTypeIn,
  PresenceChannelIn,
  UnknownEvents,
} from './publishing-types.ts'
