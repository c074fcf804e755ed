import type { ChannelDefinitions } from '../channels/index.ts'
import { backendHeader } from '../channels/internal.ts'
import type { CheckedChannels, UnknownEvents, UsageAlert } from '../channels/internal.ts'
import { BackgroundWork } from './background-work.ts'
import { ConnectionLimit } from './auth/connection-limit.ts'
import { policyTable } from './auth/policies.ts'
import { authorizeChannel } from './auth/subscription-auth.ts'
import type { ChannelAuthRequest, SubscriptionAuth } from './auth/subscription-auth.ts'
import { broadcasterSet } from './broadcaster/broadcaster-set.ts'
import type { BroadcasterSet } from './broadcaster/broadcaster-set.ts'
import { broadcastError, SetupError } from './broadcaster/broadcaster.ts'
import type { Message } from './broadcaster/broadcaster.ts'
import { embedded, hasNoHub, noHub } from './broadcaster/embedded.ts'
import { pusher } from './broadcaster/pusher.ts'
import { printableLog, silentLog } from './log.ts'
import { logEvent } from './publishing/log-entry.ts'
import { namedHandlers } from './publishing/message-handlers.ts'
import { ownPublishing } from './publishing/own-publishing.ts'
import type { OwnPublishing } from './publishing/own-publishing.ts'
import { createPublisher, definitionOf } from './publishing/publisher.ts'
import { storedBroadcasts } from './publishing/stored-broadcasts.ts'
import { createTask, publishInterruption } from './publishing/task.ts'
import type { Task } from './publishing/task.ts'
import { TaskWatch } from './publishing/task-watch.ts'
import { countOfProxies } from './http/request/client-address.ts'
import { errorResponse, typeName } from './http/request/http-error.ts'
import { serverLimits } from './http/request/limits.ts'
import { rateLimiters } from './http/request/rate-limit.ts'
import { createRoutes } from './http/create-routes.ts'
import type { PusherServerOptions, RequestInfo } from './options.ts'
import type { ServerParts } from './server-parts.ts'
import { memoryKeys } from './store/memory-keys.ts'
import { memoryStore } from './store/memory-store.ts'
import { throttledPrune } from './store/retention.ts'
import type { StoredTask } from './store/task-store.ts'
import { finishedLater } from './store/unfinished-claims.ts'
import { watchStore } from './store/watched-store.ts'
import { EventCounters } from './usage/event-counters.ts'
import type { EventMetadata } from './usage/event-counters.ts'
import { type Plan, sandbox } from './usage/plans.ts'
import { SharedCounters } from './usage/shared-counters.ts'
import { publishUsageAlert, UsageAlerts } from './usage/usage-alerts.ts'
import { UsageMeter } from './usage/usage-meter.ts'
import { memoryOccupancy } from './webhooks/channel-table.ts'
import { ChannelTableBuild } from './webhooks/channel-table-build.ts'
import { memoryWebhooks } from './webhooks/memory-webhooks.ts'
import { WebhookGate } from './webhooks/webhook.ts'
import { WebhookInbox } from './webhooks/webhook-inbox.ts'

/** The reference server, with operations that need no request. */
export interface PusherServer<
  Channels extends ChannelDefinitions = ChannelDefinitions,
> extends OwnPublishing<Channels> {
  /** Handles a request. Never rejects. */
  fetch: (request: Request, info?: RequestInfo) => Promise<Response>
  /**
   * Authorizes a subscription without HTTP, as `POST /api/v1/pusher/auth` does, for custom protocols.
   *
   * @returns the body that the client's pusher-js expects
   * @throws {@link HttpError} 403 when the channel's policy denies it, 400 when a field is invalid
   */
  authorizeChannel: (request: ChannelAuthRequest) => Promise<SubscriptionAuth>
  /** Starts a task that reports on `private-user-{userId}`. Its failure is reported even if its process ends. */
  createTask: (userId: string, kind: string) => Task
  /**
   * Counts an event of another publisher, for the metrics.
   *
   * @param userId - the user who caused it; null for none
   * @param metadata - up to 10 keys, whose values are counted per event and key if the store has counters. At most 500
   * different values per day are counted; others count as `other`. Use categories, not ids. Ignored without counters.
   * Default: none
   * @throws `Error` when a value of `metadata` is not a string, number or boolean
   */
  track: (channel: string, event: string, userId: string | null, metadata?: EventMetadata) => void
  /**
   * Counts messages that another publisher sent through the same app, for the usage report and its alerts.
   *
   * @param messages - count of messages that the backend accepted
   * @param deliveries - count of connections that received them, over all messages; null if it is unknown
   */
  trackMessages: (messages: number, deliveries: number | null) => void
  /**
   * Deletes events that exceed `retention`, and idempotency keys older than a day. Requests do so at most once a
   * minute. On a host that rarely runs, call it from a scheduled job.
   *
   * @returns number of deleted events
   * @throws {@link StoreError} when the store cannot be reached
   */
  prune: () => Promise<number>
  /**
   * Broadcasts stored events, handles stored webhooks and reports failed tasks of processes that have ended or were
   * frozen. A server that keeps running does this automatically, twice a second. Where processes live for one request,
   * call it from a scheduled job. It requires a store with `cursors`, `webhooks` and `tasks`, such as `postgresStore`
   * and `libsqlStore`.
   *
   * @returns number of events, webhooks and tasks that it found; all of them are done unless that took longer than
   * 10 s
   * @throws {@link StoreError} when the store cannot be reached
   */
  catchUp: () => Promise<number>
  /** The status of the backends. */
  broadcaster: BroadcasterSet
  /**
   * Waits up to 5 s for the running webhook handler, broadcasts pending stored events, and writes counts. The store
   * stays open. Never rejects.
   */
  close: () => Promise<void>
}

/**
 * Creates the reference server as a Web `fetch` handler.
 *
 * @throws `Error` when an option is invalid, such as a wildcard among the origins, or the package
 *   `pusher` is not installed
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
export function createPusherServer<
  const Channels extends ChannelDefinitions,
  const Unknown extends UnknownEvents = 'refuse',
>(options: PusherServerOptions<Channels, Unknown>): PusherServer<CheckedChannels<Channels, Unknown>> {
  const { now = Date.now, retention = {}, webhooks = {} } = options
  const channels: ChannelDefinitions = options.channels ?? {}
  const log = printableLog(options.log ?? silentLog)
  const store = watchStore(options.store ?? memoryStore())
  const { broadcasters, sharing } = broadcasterSet({ now, ...backends(options) }, log, store.backends)
  const whyNone = whyNoBackend(options, broadcasters)
  if (whyNone !== null) log('warn', `[BROADCASTER_MANAGER] ${whyNone}`)
  const plan: Plan = options.plan ?? sandbox
  const counters = store.counters && new SharedCounters(store.counters, log)
  const publishAlert = (alert: UsageAlert) => publishUsageAlert(own, channels, alert)
  const alerts = new UsageAlerts(plan, log, options.onUsageAlert, publishAlert)
  const usage = new UsageMeter(plan, now, alerts, counters)
  const metrics = new EventCounters({ now, channels, declared: eventNames(channels), counters })
  const limits = serverLimits(options.limits)
  const pruning = throttledPrune(store, retention, log)
  const keys = store.keys ? finishedLater(store.keys) : memoryKeys()

  async function send(messages: readonly Message[]): Promise<void> {
    if (options.lifetime === 'request') await sharing?.ready()
    try {
      const deliveries = await broadcasters.send(messages)
      usage.sent(messages.length, deliveries, broadcasters.active.connections?.())
    } catch (error) {
      const { accepted } = broadcastError(error)
      if (accepted > 0) usage.sent(accepted, null, broadcasters.active.connections?.())
      usage.failed()
      throw error
    }
  }

  const broadcasts = storedBroadcasts({
    // Stored events can be read from the history.
    send: whyNone === null ? send : async () => {},
    store,
    batchOf: (channel) => definitionOf(channels, channel)?.batch,
    // A hub reaches the subscribers of its own process only.
    isShared: whyNone === null && broadcasters.all[0]?.type !== 'embedded',
    log,
    onGivenUp: (events) => usage.failed(events),
    onSaved: (messages) => usage.saved(messages),
  })
  const publisher = createPublisher({
    channels,
    refusesUnknown: options.unknownEvents !== 'allow',
    broadcasts,
    send: whyNone === null ? send : () => Promise.reject(new SetupError(whyNone)),
    onPublished({ channel, events, userId = null }) {
      const counts = new Map<string, number>()
      for (const { event } of events) counts.set(event, (counts.get(event) ?? 0) + 1)
      for (const [event, count] of counts) metrics.track(channel, event, userId, count)
      pruning.whenDue()
    },
  })
  const inbox = new WebhookInbox({
    store: store.webhooks ?? memoryWebhooks(),
    onWebhook: webhooks.onWebhook,
    isShared: store.webhooks !== undefined,
    log,
  })
  const [primary] = broadcasters.all
  // The channels of a hub end with its process.
  const shared = primary?.type === 'embedded' && !hasNoHub(primary) ? undefined : store.occupancy
  const builds =
    shared && primary?.occupied
      ? [new ChannelTableBuild(shared, async () => (await primary.occupied?.()) ?? [], now, log)]
      : []
  const own = ownPublishing({ channels, publisher, keys, logLines: limits.logLines })
  const publishFailure = (task: StoredTask) => publishInterruption(own, task)
  const tasks = store.tasks && new TaskWatch({ tasks: store.tasks, publishFailure, log })
  const background = new BackgroundWork({
    parts: [inbox, ...(tasks ? [tasks] : []), broadcasts, ...builds],
    lifetime: options.lifetime,
    log,
    counters,
    sharing,
  })
  background.start()
  const { takeAddressRequest, takeUserRequest, takeWebhook } = rateLimiters(options.rateLimit, log)
  const parts: ServerParts = {
    authenticate: options.authenticate,
    isAdmin: options.isAdmin ?? (({ roles = [] }) => roles.includes('admin')),
    policies: policyTable(options.authorize ?? {}, {
      log,
      explain: options.explainDenials ?? false,
      payloadOf: publisher.payloadOf,
    }),
    messageSchemas: (channel) => definitionOf(channels, channel)?.messages,

    broadcasters,
    sharing,
    store,
    keys,
    retention,
    pruning,
    publisher,
    messages: namedHandlers(options.messages),
    connectionLimit: new ConnectionLimit(limits.connectionsPerUser, now),
    takeUserRequest,
    metrics,
    usage,
    webhooks: new WebhookGate(webhooks.keys ?? broadcasters.all, now),
    occupancy: shared ?? memoryOccupancy(),
    isOccupancyShared: shared !== undefined,
    inbox,
    limits,
    log,
  }
  const routes = createRoutes(parts, {
    basePath: options.basePath ?? '/api/v1',
    cors: options.cors,
    proxies: countOfProxies(options.trustProxy),
    takeAddressRequest,
    takeWebhook,
  })

  async function answer(request: Request, info?: RequestInfo): Promise<Response> {
    try {
      return await routes.fetch(request, Object(info) as RequestInfo)
    } catch (error) {
      // The router passes on values that are not an `Error`, such as a string thrown by a policy.
      log('error', 'request failed', { reason: `Expected an Error to be thrown but got ${typeName(error)}` })
      return errorResponse(error)
    }
  }

  return {
    async fetch(request, info) {
      // A process that was frozen has outdated states.
      const reading = sharing?.ready()
      const response = await answer(request, info)
      await background.finish((Object(info) as RequestInfo).waitUntil)
      if (options.lifetime === 'request') await reading
      response.headers.set(backendHeader, encodeURIComponent(broadcasters.active.key))
      return response
    },
    ...own,
    authorizeChannel: async ({ user, ...request }) => authorizeChannel(parts, user, request),
    prune: pruning.now,
    catchUp: () => background.catchUp(catchUpTime),
    createTask: (userId, kind) => createTask(own, userId, kind, tasks),
    track: (channel, event, userId, metadata) => metrics.track(channel, event, userId, 1, metadata),
    trackMessages: (messages, deliveries) =>
      usage.sent(messages, deliveries, broadcasters.active.connections?.()),
    broadcaster: broadcasters,
    close: () => background.close(),
  }
}

/** Time limit of {@link PusherServer.catchUp}, ms. */
const catchUpTime = 10_000

/** The events that are counted automatically. */
function eventNames(channels: ChannelDefinitions): string[] {
  return [logEvent, ...Object.values(channels).flatMap(({ events }) => Object.keys(events))]
}

/** Without a backend, numbered events are stored and can be read from the history; other events are refused. */
const noBackend =
  'Expected a backend to publish with but none is configured; pass `pusher` or `broadcaster` to createPusherServer.'

function whyNoBackend(
  { pusher: app, broadcaster }: PusherServerOptions,
  { all }: BroadcasterSet,
): string | null {
  if (!app && !broadcaster) return noBackend
  return all.every(hasNoHub) ? noHub : null
}

function backends({ pusher: app, broadcaster }: PusherServerOptions) {
  if (app && broadcaster)
    throw new Error('Expected `pusher` or `broadcaster` but got both; name the app in one.')
  if (app) return { primary: pusher(app) }
  if (!broadcaster) return { primary: embedded() }
  return 'primary' in broadcaster ? broadcaster : { primary: broadcaster }
}
