export { useKit } from './kit-context.ts'
export { PusherProvider, type PusherProviderProps } from './PusherProvider.tsx'
export { usePusher } from './usePusher.ts'
export { usePusherChannel, type PusherChannel, type PusherChannelOptions } from './usePusherChannel.ts'
export {
  usePusherConnection,
  type PusherConnection,
  type PusherConnectionOptions,
} from './usePusherConnection.ts'
export { useEventLog, type ChannelEventLog, type UseEventLogOptions } from './useEventLog.ts'
export {
  ConfigError,
  ConnectionError,
  HandlerError,
  PayloadError,
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
  Endpoints,
  EventMeta,
  Gap,
  KitOptions,
  LatencyStats,
  PublishOptions,
  PusherLike,
  PusherOptions,
  Receipt,
  TriggerOptions,
  UserLike,
} from '../client/index.ts'
