export { bearerToken } from './auth/authentication.ts'
export { ably } from './broadcaster/ably.ts'
export { pusher } from './broadcaster/pusher.ts'
export { selfHosted } from './broadcaster/self-hosted.ts'
export { BroadcastError } from './broadcaster/broadcaster.ts'
export { broadcasterFromEnvironment } from './broadcaster/environment.ts'
export { createPusherServer } from './create-pusher-server.ts'
export { devTokens } from './auth/dev-tokens.ts'
export { embedded } from './broadcaster/embedded.ts'
export { HttpError } from './http/request/http-error.ts'
export { jsonLog, prettyLog, silentLog } from './log.ts'
export { jwt } from './auth/jwt.ts'
export { memoryStore } from './store/memory-store.ts'
export { StoreError } from './store/store-error.ts'
export type { AblyBroadcasterOptions } from './broadcaster/ably.ts'
export type { PusherBroadcasterOptions } from './broadcaster/pusher.ts'
export type { SelfHostedBroadcasterOptions } from './broadcaster/self-hosted.ts'
export type { Authenticate, User } from './auth/authentication.ts'
export type { Broadcaster, BroadcastFailure, Message, OccupiedNow } from './broadcaster/broadcaster.ts'
export type { BroadcasterSet, BroadcasterSetOptions } from './broadcaster/broadcaster-set.ts'
export type {
  BroadcasterReport,
  BroadcasterStatus,
  BroadcasterSwitch,
  BroadcasterType,
  EventCount,
  EventMetricsReport,
  MetricsRange,
  UsageAlert,
  UsageReport,
} from '../channels/internal.ts'
export type {
  ChannelPolicy,
  Check,
  Policies,
  Policy,
  PolicyEvent,
  PolicyRequest,
  PublishCheck,
} from './auth/policies.ts'
export type {
  ClientMessage,
  MessageHandler,
  MessageHandlers,
  MessagePublishOptions,
  MessageReceipt,
  RoutedMessageHandler,
} from './publishing/message-handlers.ts'
export type { ChannelAuthRequest, SubscriptionAuth } from './auth/subscription-auth.ts'
export type { ClientAddress } from './http/request/client-address.ts'
export type { Lifetime, WaitUntil } from './background-work.ts'
export type { CorsOptions } from './http/request/cross-origin.ts'
export type { EmbeddedBroadcasterOptions } from './broadcaster/embedded.ts'
export type { Environment } from './broadcaster/environment.ts'
export type { HttpErrorOptions, HttpErrorStatus, ServerErrorCode } from './http/request/http-error.ts'
export type { JwksOptions, SharedSecretOptions } from './auth/jwt.ts'
export type { LogLevel, ServerLog } from './log.ts'
export type { Plan } from './usage/plans.ts'
export type { PusherServer } from './create-pusher-server.ts'
export type {
  BatchEvent,
  OwnPublishing,
  ServerPublishOptions,
  PublishedRunEvent,
} from './publishing/own-publishing.ts'
export type { PublishedLogLine } from './publishing/log-entry.ts'
export type { PusherServerOptions, RequestInfo } from './options.ts'
export type { RateLimitPool } from './http/request/postgres-rate-counter.ts'
export type { RateCounter, RateCounterOptions } from './http/request/rate-counter.ts'
export type { RateLimitOptions, RateLimits, RateRule } from './http/request/rate-limit.ts'
export type { RateLimitStore } from './http/request/rate-limit-store.ts'
export type { RateLimitRedis } from './http/request/redis-rate-counter.ts'
export type { ServerLimits } from './http/request/limits.ts'
export type { MemoryStoreOptions } from './store/memory-store.ts'
export type { StoreErrorCode } from './store/store-error.ts'
export type { Task } from './publishing/task.ts'
export type { EventMetadata } from './usage/event-counters.ts'
export type { Webhook } from './webhooks/webhook.ts'
export type { OccupancyStore, OccupiedChannel } from './store/occupancy-store.ts'
export type { StoredTask, TaskStore } from './store/task-store.ts'
export type { NewWebhook, WaitingWebhook, WebhookStore } from './store/webhook-store.ts'
export type {
  CounterBatch,
  CounterDelta,
  CounterPart,
  CounterQuery,
  CounterReport,
  CounterStore,
  CounterTotal,
} from './store/counter-store.ts'
export type {
  AppendRequest,
  AppendResult,
  EventStore,
  StoredHistoryPage,
  HistoryQuery,
  NewEvent,
  Retention,
} from './store/event-store.ts'
export type { BroadcastCursor, CursorPosition, CursorStore, WaitingEvent } from './store/cursor-store.ts'
export type { EventData, StoredEvent } from './store/stored-event.ts'
export type { KeyClaim, KeyState, KeyStore } from './store/key-store.ts'
export type {
  BackendChange,
  BackendCounts,
  BackendState,
  BackendStateStore,
  BackendWrite,
  StoredFailure,
} from './store/backend-state-store.ts'
