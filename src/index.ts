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
  ConfigError,
  ConnectionError,
  HandlerError,
  PayloadError,
  ProviderMissingError,
  pusherConfigFromEnv,
  PusherKitError,
  PusherProvider,
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
  useTyping,
} from './react/index.ts'
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
  Presence,
  PresenceOptions,
  PresenceSelection,
  PayloadOf,
  PublishOptions,
  PusherActions,
  PusherChannel,
  PusherChannelOptions,
  PusherConnection,
  PusherConnectionOptions,
  PusherEventsOptions,
  PusherLike,
  PusherOptions,
  PusherProviderProps,
  PusherUser,
  PusherUserOptions,
  ReactErrorCode,
  Receipt,
  SignedInUser,
  TriggerOptions,
  TypingState,
  UserLike,
} from './react/index.ts'
export { useEventLog } from './react/index.ts'
export type { ChannelEventLog, UseEventLogOptions } from './react/index.ts'
export { createEventLog, HistoryError, levels, plainText, RegexTimeoutError } from './client/index.ts'
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
  LogColumns,
  LogExportOptions,
  LogGap,
  LogLine,
  LogQuery,
  LogQueryResult,
  LogQuerySnapshot,
  OpenEventLog,
  WritableEventLog,
} from './client/index.ts'
