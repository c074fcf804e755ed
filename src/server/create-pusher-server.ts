import type { ChannelDefinitions } from '../channels/index.ts'
import { ConnectionLimit } from './authorization/connection-limit.ts'
import { policyBook } from './authorization/policies.ts'
import { broadcasterSet } from './broadcaster/broadcaster-set.ts'
import type { BroadcasterSet } from './broadcaster/broadcaster-set.ts'
import type { Message } from './broadcaster/broadcaster.ts'
import { embedded } from './broadcaster/embedded.ts'
import { pusher } from './broadcaster/pusher.ts'
import { silentLog } from './log.ts'
import { Outbox } from './publishing/outbox.ts'
import { createPublisher } from './publishing/publisher.ts'
import { createTask } from './publishing/task.ts'
import type { Task } from './publishing/task.ts'
import { defaultLimits } from './request/limits.ts'
import { defaultRateLimits, rateLimiter, unlimited } from './request/rate-limit.ts'
import { createRoutes } from './routes.ts'
import type { PusherServerOptions, RequestInfo } from './server-options.ts'
import type { ServerParts } from './server-parts.ts'
import type { AppendResult } from './store/event-store.ts'
import { memoryStore } from './store/memory-store.ts'
import { pruneNowAndThen } from './store/retention.ts'
import { EventMetrics } from './usage/event-metrics.ts'
import { plans } from './usage/plans.ts'
import type { Plan } from './usage/plans.ts'
import { UsageMeter } from './usage/usage-meter.ts'
import { ChannelTable } from './webhooks/channel-table.ts'
import { WebhookGate } from './webhooks/webhook.ts'

/** How the server publishes an event of its own. */
export interface PublishOptions {
  /** Left out of the delivery: the connection that caused the event. @defaultValue none */
  socketId?: string
  /** The same key again publishes nothing. @defaultValue none */
  idempotencyKey?: string
}

/** The reference server, and what an app may do besides answering requests. */
export interface PusherServer {
  /** Answers a request. Never rejects. */
  fetch: (request: Request, info?: RequestInfo) => Promise<Response>
  /**
   * Publishes on the server's own behalf: no policy is asked, the declared schema is.
   *
   * @returns the number that the event got; null on channels that are not persisted
   * @throws {@link HttpError} when the event cannot be sent
   */
  publish: (
    channel: string,
    event: string,
    data: unknown,
    options?: PublishOptions,
  ) => Promise<AppendResult | null>
  /** Starts work that reports on `private-user-{userId}`. */
  createTask: (userId: string, kind: string) => Task
  /** Counts an event that did not come through this server, for the metrics. */
  track: (channel: string, event: string, userId: string | null) => void
  /** The backends, and how they are. */
  broadcaster: BroadcasterSet
  /** Broadcasts what is stored and waits. The store stays open. Never rejects. */
  close: () => Promise<void>
}

/**
 * Creates the reference server as a Web `fetch` handler.
 *
 * @throws `Error` when an option cannot be meant as it is, such as a wildcard among the origins
 * @example
 * ```ts
 * import { defineChannels, type } from 'react-pusher-kit/channels'
 * import { createPusherServer, jwt } from 'react-pusher-kit/server'
 *
 * const channels = defineChannels({
 *   'private-user-{userId}': { events: { notification: type<{ title: string }>() }, persist: true },
 * })
 *
 * const issuer = 'https://id.example.com'
 *
 * export const server = createPusherServer({
 *   pusher: { appId: '123', key: 'key', secret: 'secret', cluster: 'eu' },
 *   channels,
 *   authenticate: jwt({ jwksUrl: `${issuer}/jwks`, issuer, audience: 'chat' }),
 *   authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId },
 * })
 *
 * export const POST = (request: Request) => server.fetch(request)
 * ```
 */
export function createPusherServer<const Channels extends ChannelDefinitions>(
  options: PusherServerOptions<Channels>,
): PusherServer {
  const { log = silentLog, now = Date.now, store = memoryStore(), retention, webhooks = {} } = options
  const broadcasters = broadcasterSet(backends(options), log)
  const usage = new UsageMeter(options.plan ?? (plans[0] as Plan), now, log)
  const metrics = new EventMetrics(now)
  const limits = { ...defaultLimits, ...options.limits }
  const prune = retention ? pruneNowAndThen(store, retention, log) : () => {}

  async function send(messages: readonly Message[]): Promise<void> {
    try {
      const deliveries = await broadcasters.send(messages)
      usage.sent(messages.length, deliveries, broadcasters.active.connections?.())
    } catch (error) {
      usage.failed()
      throw error
    }
  }

  const outbox = new Outbox({
    send,
    log,
    onGivenUp: (messages) => usage.failed(messages),
    onSaved: (messages) => usage.saved(messages),
  })
  const publisher = createPublisher({
    channels: options.channels ?? {},
    store,
    outbox,
    send,
    onPublished({ channel, events, userId = null }) {
      for (const { event } of events) metrics.track(channel, event, userId)
      prune()
    },
  })
  const rates = options.rateLimit === false ? null : { ...defaultRateLimits, ...options.rateLimit }
  const parts: ServerParts = {
    authenticate: options.authenticate,
    isAdmin: options.isAdmin ?? (({ roles = [] }) => roles.includes('admin')),
    policies: policyBook(options.authorize ?? {}),
    broadcasters,
    store,
    publisher,
    messages: options.messages,
    connectionLimit: new ConnectionLimit(limits.connectionsPerUser, broadcasters.terminateUser, now),
    takeUserRequest: rates ? rateLimiter(rates.perUser) : unlimited,
    metrics,
    usage,
    webhooks: new WebhookGate(webhooks.keys ?? broadcasters.all, now),
    channelTable: new ChannelTable(),
    onWebhook: webhooks.onWebhook,
    limits,
    log,
  }
  const routes = createRoutes(parts, {
    basePath: options.basePath ?? '/api/v1',
    cors: options.cors,
    takeAddressRequest: rates ? rateLimiter(rates.perAddress) : unlimited,
  })

  return {
    fetch: async (request, info = {}) => routes.fetch(request, info),
    publish: (channel, event, data, { socketId, idempotencyKey } = {}) =>
      publisher.publish({ channel, events: [{ event, data }], socketId, idempotencyKey }),
    createTask: (userId, kind) => createTask(publisher, userId, kind),
    track: (channel, event, userId) => metrics.track(channel, event, userId),
    broadcaster: broadcasters,
    close: () => outbox.close(),
  }
}

function backends({ pusher: app, broadcaster }: PusherServerOptions) {
  if (app && broadcaster)
    throw new Error('Expected `pusher` or `broadcaster` but got both; name the app in one.')
  if (app) return { primary: pusher(app) }
  if (!broadcaster) return { primary: embedded() }
  return 'primary' in broadcaster ? broadcaster : { primary: broadcaster }
}
