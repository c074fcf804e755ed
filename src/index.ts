/**
 * React hooks for Pusher Channels.
 *
 * ```tsx
 * import { PusherProvider, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
 *
 * function News() {
 *   const { isConnected } = usePusherConnection()
 *   usePusherChannel('news', 'published', (article) => show(article))
 *   return <p>{isConnected ? 'live' : 'offline'}</p>
 * }
 *
 * <PusherProvider appKey="key" cluster="eu"><News /></PusherProvider>
 * ```
 *
 * @module
 */
export {
  adminEvents,
  ConfigError,
  ConnectionError,
  HandlerError,
  PayloadError,
  ProviderMissingError,
  pusherConfigFromEnv,
  PusherKitError,
  PusherProvider,
  readRunEvent,
  RequestError,
  SubscriptionError,
  TriggerError,
  usePresence,
  usePusher,
  usePusherActions,
  usePusherChannel,
  usePusherConnection,
  usePusherEvents,
  usePusherUser,
  useRealtime,
  useTyping,
} from './react/index.ts'
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
  UsePresenceResult,
  UsePresenceOptions,
  PresenceSelection,
  PayloadOf,
  PublishOptions,
  PusherActions,
  UsePusherChannelResult,
  UsePusherChannelOptions,
  UsePusherConnectionResult,
  UsePusherConnectionOptions,
  UsePusherEventsOptions,
  PusherLike,
  PusherOptions,
  PusherProviderProps,
  UsePusherUserResult,
  UsePusherUserOptions,
  ReactErrorCode,
  UseRealtimeResult,
  RealtimeCallback,
  RealtimeMessage,
  RealtimeSnapshot,
  Receipt,
  RunEventData,
  SignedInUser,
  TriggerOptions,
  UseTypingResult,
  UserLike,
} from './react/index.ts'
export { useEventLog } from './react/index.ts'
export type { UseEventLogResult, UseEventLogOptions } from './react/index.ts'
export {
  createEventLog,
  HistoryError,
  levels,
  plainText,
  RegexRefusedError,
  RegexTimeoutError,
} from './client/index.ts'
export type {
  Entry,
  EventLog,
  EventLogOptions,
  EventLogSnapshot,
  EventLogStatus,
  FetchHistoryPage,
  HistoryErrorCode,
  HistoryPage,
  HistoryRequest,
  Level,
  LogAccessors,
  LogExportOptions,
  LogGap,
  LogLine,
  LogQuery,
  LogQueryResult,
  LogQuerySnapshot,
  OpenEventLog,
  WritableEventLog,
} from './client/index.ts'
