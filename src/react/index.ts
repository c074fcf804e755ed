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
export {
  ConfigError,
  ConnectionError,
  HandlerError,
  PayloadError,
  pusherConfigFromEnv,
  PusherKitError,
  RequestError,
  SubscriptionError,
  TriggerError,
} from '../client/index.ts'
export type {
  AnyEventHandler,
  AuthOptions,
  Backend,
  ChannelLike,
  ChannelStatus,
  ClientErrorCode,
  ConnectionLike,
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  ConnectOptions,
  CreateClient,
  EmitterLike,
  EnvConfig,
  Endpoints,
  EventMeta,
  EventName,
  Gap,
  KitOptions,
  HandlersOf,
  LatencyStats,
  Listen,
  Member,
  PayloadOf,
  PublishOptions,
  PusherActions,
  PusherLike,
  PusherOptions,
  RealtimeCallback,
  RealtimeMessage,
  RealtimeSnapshot,
  Receipt,
  SignedInUser,
  TriggerOptions,
  UserLike,
} from '../client/index.ts'
