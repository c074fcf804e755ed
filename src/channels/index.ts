export { checkPayload, explainIssue } from './check-payload.ts'
export { findDeclared, type ChannelMatch } from './declared-channel.ts'
export { defineChannels } from './define-channels.ts'
export { ChannelPatternError, type ChannelErrorCode } from './errors.ts'
export { eventLimits } from './event-limits.ts'
export { adminEvents, logEvents, readRunEvent } from './kit-events.ts'
export {
  batchEvent,
  isMarked,
  kitKey,
  markPayload,
  packBatch,
  readPayload,
  unpackBatch,
} from './kit-payload.ts'
export { channelName, matchChannel } from './match-channel.ts'
export { accessOf } from './pattern.ts'
export { taskEvents } from './task-events.ts'
export { type } from './type.ts'
export type { PayloadIssue } from './check-payload.ts'
export type { ChannelBatching, ChannelDefinition, ChannelDefinitions } from './definition.ts'
export type { LogLineEvent, RunEventData, RunEventMessage } from './kit-events.ts'
export type { BatchedEvent, KitPayload } from './kit-payload.ts'
export type { MemberOf, NameOf, ParamsOf, PatternOf, PayloadsOf } from './names.ts'
export type { Register, RegisteredChannels } from './register.ts'
export type { TaskContent, TaskProgress } from './task-events.ts'
export type { TypeOptions } from './type.ts'
