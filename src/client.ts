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
  RegexTimeoutError,
  RequestError,
  SubscriptionError,
  TriggerError,
} from './client/index.ts'
export type {
  AuthOptions,
  Backend,
  ChannelLike,
  ChannelSnapshot,
  ChannelStatus,
  ClientErrorCode,
  Connected,
  ConnectionLike,
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  ConnectionStore,
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
  EventSource,
  FetchHistoryPage,
  Gap,
  HistoryErrorCode,
  HistoryPage,
  HistoryRequest,
  KitOptions,
  LatencyStats,
  Lease,
  Level,
  LogColumns,
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
