// Public names of this room that `.` also exports.
export type {
  BroadcasterReport,
  BroadcasterStatus,
  BroadcasterSwitch,
  BroadcasterType,
  EventCount,
  EventMetricsReport,
  MetricsRange,
  UsageReport,
} from '../channels/internal.ts'
export type { ReportSnapshot, ReportStatus } from './reports/report-store.ts'
export type { Listen, PusherActions } from './actions.ts'
export type { ConnectOptions } from './connection/connect.ts'
export { pusherConfigFromEnv, type EnvConfig } from './environment/config-from-env.ts'
export type { TriggerOptions } from './publishing/client-events.ts'
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
export type { ClientErrorCode } from './errors.ts'
export type { Member } from './presence/presence-types.ts'
export type { SignedInUser } from './auth/user.ts'
export type { PublishOptions } from './publishing/publish.ts'
export type {
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  LatencySample,
  LatencyStats,
} from './connection/connection-types.ts'
export type { AnyEventHandler, ChannelStatus, EventMeta, Receipt } from './core/kit-core.ts'
export type { Gap } from './core/gap.ts'
export type { AuthOptions, Backend, CreateClient, Endpoints, KitOptions, PusherOptions } from './options.ts'
export type {
  ClientEventName,
  EventName,
  MessagePayload,
  MessageType,
  PayloadOf,
  PresenceName,
  TriggerData,
  TriggerEvent,
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
export { fetchHistory } from './log/fetch-history.ts'
export { createEventLog, type WritableEventLog } from './log/local-log.ts'
export { plainText } from './log/store/plain-text.ts'
export { RegexRefusedError, RegexTimeoutError } from './log/search/regex-errors.ts'
