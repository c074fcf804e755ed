export { createActions, type PusherActions } from './actions.ts'
export { pusherConfigFromEnv, type EnvConfig } from './config-from-env.ts'
export type { Connected, EventSource, LogLineEvent } from './connect-events.ts'
export type { TriggerOptions } from './client-events.ts'
export { initialConnection } from './connection-store.ts'
export { createCore, type OwnedCore } from './create-core.ts'
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
export { watchLatency } from './watch-latency.ts'
export { createLatestEvents, noEvents } from './latest-events.ts'
export { createPresenceChannels, emptyPresence } from './presence.ts'
export type { Member, PresenceSnapshot, PresenceStore } from './presence-types.ts'
export { createTyping, nobodyTyping, type TypingSnapshot } from './typing.ts'
export { createUserStore, signedOut } from './user.ts'
export type { SignedInUser, UserSnapshot, UserStore } from './user.ts'
export { publish, sendMessage, type PublishOptions } from './publish.ts'
export type {
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  ConnectionStore,
  LatencyStats,
} from './connection-types.ts'
export type {
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
} from './kit-core.ts'
export type { AuthOptions, Backend, CreateClient, Endpoints, KitOptions, PusherOptions } from './options.ts'
export type { EventName, HandlersOf, MemberInfoOf, PayloadOf, UndeclaredName } from './payload-types.ts'
export type { ChannelLike, ConnectionLike, EmitterLike, PusherLike, UserLike } from './pusher-like.ts'
export { levels } from './event-log-types.ts'
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
  LogColumns,
  LogExportOptions,
  LogGap,
  LogLine,
  LogQuery,
  LogQueryResult,
  LogQuerySnapshot,
  OpenEventLog,
} from './event-log-types.ts'
export { HistoryError, type HistoryErrorCode } from './log/history-client.ts'
export { createLogRegistry, emptyLog } from './log/log-registry.ts'
export { createEventLog, type WritableEventLog } from './log/local-log.ts'
export { plainText } from './log/plain-text.ts'
export { RegexTimeoutError } from './log/regex-worker.ts'
