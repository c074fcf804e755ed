export { bearerToken } from './authentication/authentication.ts'
export { ably, pusher, selfHosted } from './broadcaster/pusher.ts'
export { BroadcastError } from './broadcaster/broadcaster.ts'
export { broadcasterFromEnvironment } from './broadcaster/environment.ts'
export { createPusherServer } from './create-pusher-server.ts'
export { devTokens } from './authentication/dev-tokens.ts'
export { embedded } from './broadcaster/embedded.ts'
export { historyPage, readsBackwards } from './store/history-page.ts'
export { HttpError } from './request/http-error.ts'
export { jsonLog, prettyLog, silentLog } from './log.ts'
export { jwt } from './authentication/jwt.ts'
export { levelWords, lineLevel } from './publishing/log-level.ts'
export { logChannel } from './publishing/log-entry.ts'
export { largestPersistedPayload } from './publishing/payload.ts'
export { memoryStore } from './store/memory-store.ts'
export { plans } from './usage/plans.ts'
export type { AblyOptions, PusherOptions, SelfHostedOptions } from './broadcaster/pusher.ts'
export type { Authenticate, User } from './authentication/authentication.ts'
export type { Broadcaster, BroadcasterType, BroadcastFailure, Message } from './broadcaster/broadcaster.ts'
export type { BroadcasterReport } from './broadcaster/broadcaster-state.ts'
export type {
  BroadcasterSet,
  BroadcasterSetOptions,
  BroadcasterStatus,
} from './broadcaster/broadcaster-set.ts'
export type {
  ChannelPolicy,
  Check,
  Policies,
  Policy,
  PolicyRequest,
  PublishCheck,
} from './authorization/policies.ts'
export type {
  ClientMessage,
  MessageHandler,
  MessageHandlers,
  Receipt,
} from './publishing/message-handlers.ts'
export type { CorsOptions } from './request/cross-origin.ts'
export type { EmbeddedOptions } from './broadcaster/embedded.ts'
export type { Environment } from './broadcaster/environment.ts'
export type { HttpErrorOptions, HttpErrorStatus, ServerErrorCode } from './request/http-error.ts'
export type { JwksOptions, SharedSecretOptions } from './authentication/jwt.ts'
export type { LineLevel } from './publishing/log-level.ts'
export type { LogLevel, ServerLog } from './log.ts'
export type { Plan } from './usage/plans.ts'
export type { PublishOptions, PusherServer } from './create-pusher-server.ts'
export type { PusherServerOptions, RequestInfo } from './server-options.ts'
export type { RateLimits, RateRule } from './request/rate-limit.ts'
export type { ServerLimits } from './request/limits.ts'
export type { Task } from './publishing/task.ts'
export type { Webhook } from './webhooks/webhook.ts'
export type {
  AppendRequest,
  AppendResult,
  EventData,
  EventStore,
  HistoryPage,
  HistoryQuery,
  NewEvent,
  Retention,
  StoredEvent,
} from './store/event-store.ts'
