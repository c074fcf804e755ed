/**
 * The reference server as a Web `fetch` handler: authorisation, events, stored history, logs,
 * webhooks and usage.
 *
 * @example
 * ```ts
 * import { createPusherServer, jwt } from 'react-pusher-kit/server'
 *
 * const issuer = 'https://id.example.com'
 * const server = createPusherServer({
 *   pusher: { appId: '123', key: '…', secret: '…', cluster: 'eu' },
 *   channels: { 'private-user-{userId}': { events: {} } },
 *   authenticate: jwt({ jwksUrl: `${issuer}/jwks`, issuer, audience: 'chat' }),
 *   authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
 * })
 * export const POST = (request: Request) => server.fetch(request)
 * ```
 *
 * @module
 */
export {
  ably,
  bearerToken,
  broadcasterFromEnvironment,
  BroadcastError,
  createPusherServer,
  devTokens,
  embedded,
  HttpError,
  jsonLog,
  jwt,
  memoryStore,
  plans,
  prettyLog,
  pusher,
  selfHosted,
  silentLog,
} from './server/index.ts'
export type {
  AblyOptions,
  AppendRequest,
  AppendResult,
  Authenticate,
  Broadcaster,
  BroadcasterReport,
  BroadcasterSet,
  BroadcasterSetOptions,
  BroadcasterStatus,
  BroadcasterType,
  BroadcastFailure,
  ChannelPolicy,
  Check,
  ClientMessage,
  CorsOptions,
  EmbeddedOptions,
  Environment,
  EventData,
  EventStore,
  HistoryPage,
  HistoryQuery,
  HttpErrorOptions,
  HttpErrorStatus,
  JwksOptions,
  LogLevel,
  Message,
  MessageHandler,
  MessageHandlers,
  NewEvent,
  Plan,
  Policies,
  Policy,
  PolicyRequest,
  PublishCheck,
  PublishOptions,
  PusherOptions,
  PusherServer,
  PusherServerOptions,
  RateLimits,
  RateRule,
  Receipt,
  RequestInfo,
  Retention,
  SelfHostedOptions,
  ServerErrorCode,
  ServerLimits,
  ServerLog,
  SharedSecretOptions,
  StoredEvent,
  Task,
  User,
  Webhook,
} from './server/index.ts'
