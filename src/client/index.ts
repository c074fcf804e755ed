export { createActions, type Listen, type PusherActions } from './actions.ts'
export type { ConnectOptions } from './connection/connect.ts'
export { pusherConfigFromEnv, type EnvConfig } from './environment/config-from-env.ts'
export type { LogLineEvent } from '../channels/index.ts'
export type { Subscription, ConnectEventsOptions } from './events/connect-events.ts'
export type { TriggerOptions } from './publishing/client-events.ts'
export { initialConnection } from './connection/connection-store.ts'
export { withLease } from './subscriptions/with-lease.ts'
export { idleChannel } from './subscriptions/channel-subscription.ts'
export { createCore, type OwnedCore } from './core/create-core.ts'
export { createPusherKit, type PusherKit } from './create-pusher-kit.ts'
export {
  ConfigError,
  ConnectionError,
  HandlerError,
  PayloadError,
  PusherKitError,
  RequestError,
  SubscriptionError,
  TriggerError,
} from './errors.ts'
export type { ClientErrorCode, SubscriptionFailure, TriggerFailure } from './errors.ts'
export { watchLatency } from './connection/watch-latency.ts'
export { createLatestEvents, noEvents } from './events/latest-events.ts'
export { createPresenceChannels, emptyPresence } from './presence/presence.ts'
export type { Member, PresenceSnapshot, PresenceStore } from './presence/presence-types.ts'
export { createTyping, nobodyTyping, type TypingSnapshot } from './presence/typing.ts'
export { createUserStore, signedOut } from './auth/user.ts'
export type { SignedInUser, UserSnapshot, UserStore } from './auth/user.ts'
export { createRealtime, initialRealtime } from './events/realtime.ts'
export type { RealtimeCallback, RealtimeMessage, RealtimeSnapshot, RealtimeStore } from './events/realtime.ts'
export { publish, sendMessage, type PublishOptions } from './publishing/publish.ts'
export type {
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  ConnectionStore,
  LatencyStats,
} from './connection/connection-types.ts'
export type {
  AnyEventHandler,
  ChannelSnapshot,
  ChannelStatus,
  EventHandler,
  EventMeta,
  Gap,
  HandlerRef,
  KitCore,
  Lease,
  ReadableStore,
  Receipt,
} from './core/kit-core.ts'
export type { AuthOptions, Backend, CreateClient, Endpoints, KitOptions, PusherOptions } from './options.ts'
export type {
  EventName,
  HandlersOf,
  MemberInfoOf,
  PayloadOf,
  UndeclaredName,
} from './subscriptions/payload-types.ts'
export type { ChannelLike, ConnectionLike, EmitterLike, PusherLike, UserLike } from './core/pusher-like.ts'
export { levels } from './log/event-log-types.ts'
export type {
  Entry,
  EventLog,
  EventLogOptions,
  EventLogSnapshot,
  EventLogStatus,
  FetchHistoryPage,
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
} from './log/event-log-types.ts'
export { HistoryError, type HistoryErrorCode } from './log/feed/history-client.ts'
export { createLogRegistry, emptyLog, type PreparedLog } from './log/log-registry.ts'
export { createEventLog, type WritableEventLog } from './log/local-log.ts'
export { plainText } from './log/store/plain-text.ts'
export { RegexRefusedError, RegexTimeoutError } from './log/search/regex-worker.ts'
