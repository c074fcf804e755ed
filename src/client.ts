/**
 * The stores behind the hooks, for code outside React.
 *
 * ```ts
 * import { createPusherKit } from 'react-pusher-kit/client'
 *
 * const kit = createPusherKit({ appKey: 'key', cluster: 'eu' })
 * const stop = kit.listen('news', 'published', (article, meta) => show(article, meta.seq))
 * kit.connection.subscribe(() => show(kit.connection.getSnapshot().state))
 * await kit.trigger('presence-room', 'client-cursor', { x: 1, y: 2 }, { coalesce: true })
 * stop()
 * kit.dispose()
 * ```
 *
 * @module
 */
export {
  ConfigError,
  ConnectionError,
  createEventLog,
  createPusherKit,
  HandlerError,
  HistoryError,
  levels,
  PayloadError,
  plainText,
  pusherConfigFromEnv,
  PusherKitError,
  RegexRefusedError,
  RegexTimeoutError,
  RequestError,
  SubscriptionError,
  TriggerError,
} from './client/index.ts'
export type {
  AnyEventHandler,
  AuthOptions,
  Backend,
  ChannelLike,
  ChannelSnapshot,
  ChannelStatus,
  ClientErrorCode,
  Subscription,
  ConnectionLike,
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  ConnectionStore,
  ConnectOptions,
  CreateClient,
  EmitterLike,
  Endpoints,
  Entry,
  EnvConfig,
  EventLog,
  EventLogOptions,
  EventLogSnapshot,
  EventLogStatus,
  EventMeta,
  EventName,
  ConnectEventsOptions,
  FetchHistoryPage,
  Gap,
  HistoryErrorCode,
  HistoryPage,
  HistoryRequest,
  KitOptions,
  LatencyStats,
  Lease,
  Level,
  Listen,
  LogAccessors,
  LogExportOptions,
  LogGap,
  LogLine,
  LogLineEvent,
  LogQuery,
  LogQueryResult,
  LogQuerySnapshot,
  Member,
  OpenEventLog,
  PayloadOf,
  PresenceSnapshot,
  PresenceStore,
  PublishOptions,
  PusherActions,
  PusherKit,
  PusherLike,
  PusherOptions,
  ReadableStore,
  Receipt,
  SignedInUser,
  SubscriptionFailure,
  TriggerFailure,
  TriggerOptions,
  UserLike,
  UserSnapshot,
  UserStore,
  WritableEventLog,
} from './client/index.ts'
