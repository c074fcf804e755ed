/**
 * The reference server as a Web `fetch` handler: channel authorisation, events, stored history and logs.
 *
 * @example
 * ```ts
 * import { createPusherServer, devTokens, memoryStore } from 'react-pusher-kit/server'
 *
 * const server = createPusherServer({
 *   broadcaster,
 *   channels,
 *   authenticate: devTokens({ [token]: { id: '42' } }),
 *   authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
 *   store: memoryStore(),
 * })
 * export const POST = server.fetch
 * ```
 *
 * @module
 */
export { bearerToken } from './server/index.ts'
export { BroadcastError } from './server/index.ts'
export { createPusherServer } from './server/index.ts'
export { devTokens } from './server/index.ts'
export { embedded } from './server/index.ts'
export { HttpError } from './server/index.ts'
export { jsonLog, prettyLog, silentLog } from './server/index.ts'
export { memoryStore } from './server/index.ts'
export type { Authenticate, User } from './server/index.ts'
export type { Broadcaster, BroadcasterType, BroadcastFailure, Message } from './server/index.ts'
export type { ChannelPolicy, Check, Policies, Policy, PolicyRequest, PublishCheck } from './server/index.ts'
export type { EmbeddedOptions } from './server/index.ts'
export type { HttpErrorOptions, HttpErrorStatus } from './server/index.ts'
export type { LogLevel, ServerLog } from './server/index.ts'
export type { PublishOptions, PusherServer, PusherServerOptions } from './server/index.ts'
export type { ServerLimits } from './server/index.ts'
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
} from './server/index.ts'
