export { adminEvents, readRunEvent } from '../channels/index.ts'
export type { RunEventData } from '../channels/index.ts'
export { ProviderMissingError, type ReactErrorCode } from './kit-context.ts'
export { PusherProvider, type PusherProviderProps } from './PusherProvider.tsx'
export {
  usePresence,
  type UsePresenceResult,
  type UsePresenceOptions,
  type PresenceSelection,
} from './usePresence.ts'
export { usePusher } from './usePusher.ts'
export {
  usePusherChannel,
  type UsePusherChannelResult,
  type UsePusherChannelOptions,
} from './usePusherChannel.ts'
export {
  usePusherConnection,
  type UsePusherConnectionResult,
  type UsePusherConnectionOptions,
} from './usePusherConnection.ts'
export { usePusherActions } from './usePusherActions.ts'
export { usePusherEvents, type UsePusherEventsOptions } from './usePusherEvents.ts'
export { usePusherUser, type UsePusherUserResult, type UsePusherUserOptions } from './usePusherUser.ts'
export { useRealtime, type UseRealtimeResult } from './useRealtime.ts'
export { useTyping, type UseTypingResult } from './useTyping.ts'
export { useEventLog, type UseEventLogResult, type UseEventLogOptions } from './useEventLog.ts'
export { useBroadcasterStatus } from './useBroadcasterStatus.ts'
export { useEventMetrics, type UseEventMetricsOptions } from './useEventMetrics.ts'
export type { UseReportOptions, UseReportResult } from './useReport.ts'
export { useUsage } from './useUsage.ts'
export type { HandlersOf, RealtimeCallback, RealtimeMessage, RealtimeSnapshot } from '../client/internal.ts'
export * from '../client/for-react.ts'
