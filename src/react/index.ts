export { ProviderMissingError, type ReactErrorCode } from './kit-context.ts'
export { PusherProvider, type PusherProviderProps } from './PusherProvider.tsx'
export { usePresence, type Presence, type PresenceOptions, type PresenceSelection } from './usePresence.ts'
export { usePusher } from './usePusher.ts'
export { usePusherChannel, type PusherChannel, type PusherChannelOptions } from './usePusherChannel.ts'
export {
  usePusherConnection,
  type PusherConnection,
  type PusherConnectionOptions,
} from './usePusherConnection.ts'
export { usePusherActions } from './usePusherActions.ts'
export { usePusherEvents, type PusherEventsOptions } from './usePusherEvents.ts'
export { usePusherUser, type PusherUser, type PusherUserOptions } from './usePusherUser.ts'
export { useTyping, type TypingState } from './useTyping.ts'
export { useEventLog, type ChannelEventLog, type UseEventLogOptions } from './useEventLog.ts'
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
  AuthOptions,
  Backend,
  ChannelLike,
  ChannelStatus,
  ClientErrorCode,
  ConnectionLike,
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
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
  Member,
  PayloadOf,
  PublishOptions,
  PusherActions,
  PusherLike,
  PusherOptions,
  Receipt,
  SignedInUser,
  TriggerOptions,
  UserLike,
} from '../client/index.ts'
