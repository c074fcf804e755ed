/**
 * The stores behind the hooks, for code outside React.
 *
 * ```ts
 * import { createPusherKit } from 'react-pusher-kit/client'
 *
 * const kit = createPusherKit({ appKey: 'key', cluster: 'eu' })
 * const stop = kit.listen('news', 'published', (article, meta) => show(article, meta.seq))
 * kit.connection.subscribe(() => draw(kit.connection.getSnapshot().state))
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
  createPusherKit,
  HandlerError,
  HistoryError,
  PayloadError,
  pusherConfigFromEnv,
  PusherKitError,
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
  Gap,
  KitOptions,
  LatencyStats,
  Lease,
  LogLineEvent,
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
  SubscriptionFailure,
  TriggerFailure,
  TriggerOptions,
  UserLike,
} from './client/index.ts'
