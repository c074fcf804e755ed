import { Hono } from 'hono'
import type { ChannelDefinitions } from '../channels/index.ts'
import type { Authenticate } from './authentication.ts'
import type { Broadcaster } from './broadcaster/broadcaster.ts'
import type { AppendResult, EventStore } from './event-store.ts'
import { errorResponse, HttpError } from './http-error.ts'
import { defaultLimits } from './limits.ts'
import type { ServerLimits } from './limits.ts'
import { silentLog } from './log.ts'
import type { ServerLog } from './log.ts'
import { memoryStore } from './memory-store.ts'
import { Outbox } from './outbox.ts'
import { policyBook } from './policies.ts'
import type { Policies } from './policies.ts'
import { createPublisher } from './publisher.ts'
import { requestLog } from './request-log.ts'
import { channelAuthRoute } from './routes/channel-auth.ts'
import { healthRoute } from './routes/health.ts'
import { historyRoute } from './routes/history.ts'
import { logsRoute } from './routes/logs.ts'
import type { ServerParts } from './server-parts.ts'

export interface PusherServerOptions<Channels extends ChannelDefinitions = ChannelDefinitions> {
  broadcaster: Broadcaster
  channels?: Channels
  authenticate: Authenticate
  /** @defaultValue everything is denied */
  authorize?: Policies<Channels>
  /** @defaultValue `memoryStore()` */
  store?: EventStore
  limits?: Partial<ServerLimits>
  /** @defaultValue no log */
  log?: ServerLog
}

export interface PublishOptions {
  /** Left out: the connection that caused the event. */
  socketId?: string
  /** The same key again publishes nothing. */
  idempotencyKey?: string
}

export interface PusherServer {
  /** Answers a request. Never rejects. */
  fetch: (request: Request) => Promise<Response>
  /**
   * Publishes on the server's own behalf: no policy is asked, the declared schema is.
   *
   * @returns the number that the event got; null on channels that are not persisted
   */
  publish: (
    channel: string,
    event: string,
    data: unknown,
    options?: PublishOptions,
  ) => Promise<AppendResult | null>
  broadcaster: Broadcaster
  /** Broadcasts what is stored and waits. The store stays open. */
  close: () => Promise<void>
}

/**
 * The reference server as a Web `fetch` handler.
 *
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster,
 *   channels,
 *   authenticate: devTokens({ [token]: { id: '42' } }),
 *   authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
 * })
 * const response = await server.fetch(request)
 * ```
 */
export function createPusherServer<const Channels extends ChannelDefinitions>(
  options: PusherServerOptions<Channels>,
): PusherServer {
  const { broadcaster, log = silentLog, store = memoryStore() } = options
  const send = broadcaster.send.bind(broadcaster)
  const outbox = new Outbox({ send, log, onGivenUp: () => {} })
  const parts: ServerParts = {
    authenticate: options.authenticate,
    policies: policyBook(options.authorize ?? {}),
    broadcaster,
    store,
    publisher: createPublisher({ channels: options.channels ?? {}, store, outbox, send }),
    limits: { ...defaultLimits, ...options.limits },
    log,
  }
  const app = routes(parts)
  return {
    fetch: async (request) => app.fetch(request),
    publish: (channel, event, data, { socketId, idempotencyKey } = {}) =>
      parts.publisher.publish({ channel, events: [{ event, data }], socketId, idempotencyKey }),
    broadcaster,
    close: () => outbox.close(),
  }
}

function routes(parts: ServerParts): Hono {
  const app = new Hono()
  app.use(requestLog(parts.log))
  app.post('/api/v1/pusher/auth', channelAuthRoute(parts))
  app.post('/pusher/auth', channelAuthRoute(parts))
  app.post('/api/v1/logs', logsRoute(parts))
  app.get('/api/v1/channels/:channel/events', historyRoute(parts))
  app.get('/healthz', healthRoute(parts))
  app.notFound(() => errorResponse(new HttpError(404, 'not_found', 'There is no such route.')))
  app.onError((error) => {
    if (!(error instanceof HttpError)) parts.log('error', 'request failed', { reason: error.message })
    return errorResponse(error)
  })
  return app
}
