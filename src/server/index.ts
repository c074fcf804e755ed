export { bearerToken } from './authentication.ts'
export { ably, pusher, selfHosted } from './broadcaster/pusher.ts'
export { BroadcastError } from './broadcaster/broadcaster.ts'
export { broadcasterFromEnvironment } from './environment.ts'
export { createPusherServer } from './create-pusher-server.ts'
export { devTokens } from './dev-tokens.ts'
export { embedded } from './broadcaster/embedded.ts'
export { historyPage, readsBackwards } from './history-page.ts'
export { HttpError } from './http-error.ts'
export { jsonLog, prettyLog, silentLog } from './log.ts'
export { jwt } from './jwt.ts'
export { levelWords, lineLevel } from './log-level.ts'
export { logChannel } from './log-entry.ts'
export { largestPersistedPayload } from './payload.ts'
export { memoryStore } from './memory-store.ts'
export { plans } from './usage/plans.ts'
export type { AblyOptions, PusherOptions, SelfHostedOptions } from './broadcaster/pusher.ts'
export type { Authenticate, User } from './authentication.ts'
export type { Broadcaster, BroadcasterType, BroadcastFailure, Message } from './broadcaster/broadcaster.ts'
export type { BroadcasterReport } from './broadcaster/broadcaster-state.ts'
export type {
  BroadcasterSet,
  BroadcasterSetOptions,
  BroadcasterStatus,
} from './broadcaster/broadcaster-set.ts'
export type { ChannelPolicy, Check, Policies, Policy, PolicyRequest, PublishCheck } from './policies.ts'
export type { ClientMessage, MessageHandler, MessageHandlers, Receipt } from './message-handlers.ts'
export type { CorsOptions } from './cross-origin.ts'
export type { EmbeddedOptions } from './broadcaster/embedded.ts'
export type { Environment } from './environment.ts'
export type { HttpErrorOptions, HttpErrorStatus, ServerErrorCode } from './http-error.ts'
export type { JwksOptions, SharedSecretOptions } from './jwt.ts'
export type { LineLevel } from './log-level.ts'
export type { LogLevel, ServerLog } from './log.ts'
export type { Plan } from './usage/plans.ts'
export type { PublishOptions, PusherServer } from './create-pusher-server.ts'
export type { PusherServerOptions, RequestInfo } from './server-options.ts'
export type { RateLimits, RateRule } from './rate-limit.ts'
export type { ServerLimits } from './limits.ts'
export type { Task } from './task.ts'
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
} from './event-store.ts'
