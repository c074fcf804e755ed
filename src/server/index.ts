export { bearerToken } from './authentication.ts'
export { BroadcastError } from './broadcaster/broadcaster.ts'
export { createPusherServer } from './create-pusher-server.ts'
export { devTokens } from './dev-tokens.ts'
export { embedded } from './broadcaster/embedded.ts'
export { historyPage, readsBackwards } from './history-page.ts'
export { HttpError } from './http-error.ts'
export { jsonLog, prettyLog, silentLog } from './log.ts'
export { levelWords, lineLevel } from './log-level.ts'
export { logChannel, logEvent } from './log-entry.ts'
export { largestPersistedPayload } from './payload.ts'
export { memoryStore } from './memory-store.ts'
export type { Authenticate, User } from './authentication.ts'
export type { Broadcaster, BroadcasterType, BroadcastFailure, Message } from './broadcaster/broadcaster.ts'
export type { ChannelPolicy, Check, Policies, Policy, PolicyRequest, PublishCheck } from './policies.ts'
export type { EmbeddedOptions } from './broadcaster/embedded.ts'
export type { HttpErrorOptions, HttpErrorStatus } from './http-error.ts'
export type { LineLevel } from './log-level.ts'
export type { LogLevel, ServerLog } from './log.ts'
export type { PublishOptions, PusherServer, PusherServerOptions } from './create-pusher-server.ts'
export type { ServerLimits } from './limits.ts'
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
export type { ChannelNumbers } from './history-page.ts'
