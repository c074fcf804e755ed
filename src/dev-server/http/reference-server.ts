import { setTimeout as sleep } from 'node:timers/promises'
import { createHub } from '../../protocol/index.ts'
import type { ApiResponse, Hub, HubEvent, PostWebhook } from '../../protocol/index.ts'
import { createPusherServer, embedded } from '../../server/index.ts'
import type { Authenticate, Broadcaster, EventStore, PusherServer, RequestInfo } from '../../server/index.ts'
import type { DevCredentials } from '../identity/dev-credentials.ts'
import type { Feed } from '../console/feed.ts'
import type { SelfLog } from '../self-log/self-log.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'
import { socketSettings, type SocketSettings } from '../cli/serve/socket-environment.ts'
import { systemClock } from './system-clock.ts'
import { setupAuthenticate } from '../identity/setup-authenticate.ts'

/** The URL of the hub's webhooks for the reference server, which are delivered within this process. */
export const ownWebhookUrl = 'http://localhost/pusher/webhook'
/** The webhook events for the table of occupied channels. */
const webhookEvents = ['channel_occupied', 'channel_vacated', 'member_added', 'member_removed'] as const
/** Timeout of a webhook, ms (Pusher documentation, "Webhooks"). */
const webhookTimeout = 4000
/** Maximum time that requests of a setup have to complete before those of the next setup begin, ms. */
const longestRequest = 1000

export interface ReferenceServerOptions {
  credentials: DevCredentials
  setup: ServeSetup
  store: EventStore
  /** Publishes instead of the hub, which is its fallback. */
  outside: Broadcaster | null
  selfLog: SelfLog
  /** Records events for the Console. */
  feed: Feed
  /** The webhooks of the hub. @defaultValue on, with the hub's own limits */
  sockets?: SocketSettings
}

/** The hub, which exists as long as the process, and the reference server of the current setup. */
export interface ReferenceServer {
  readonly hub: Hub
  /** The reference server of the current setup. */
  readonly server: PusherServer
  readonly setup: ServeSetup
  /** Returns the user of a request, by the current setup. */
  readonly authenticate: Authenticate
  /** Handles a request with the current setup. Never rejects. */
  fetch: (request: Request, info?: RequestInfo) => Promise<Response>
  /**
   * Replaces the reference server. Sockets and their subscriptions are kept. Requests wait until the previous server
   * has broadcast its stored events, so that channels keep their order.
   *
   * @throws `Error` when the setup is invalid; the previous one is kept
   */
  useSetup: (setup: ServeSetup) => Promise<void>
  /** Posts a webhook to an endpoint of the setup; resolves with the status. @throws `Error` without a response */
  postWebhook: PostWebhook
  /** Broadcasts pending stored events. The store stays open. Never rejects. */
  close: () => Promise<void>
}

/** The parts of one setup. */
interface Running {
  setup: ServeSetup
  authenticate: Authenticate
  server: PusherServer
}

export function createReferenceServer(options: ReferenceServerOptions): ReferenceServer {
  const { credentials, store, selfLog, feed, sockets = socketSettings({}) } = options
  const outside = options.outside && feed.recorded(options.outside)
  const { app } = credentials
  /** True while the hub handles an HTTP API request: what is published then comes from another publisher. */
  let isApiCall = false
  const hub = createHub({
    apps: [
      {
        ...app,
        enabled: sockets.isOn,
        ...(sockets.maxConnections === undefined ? {} : { maxConnections: sockets.maxConnections }),
        get webhooks() {
          const { onWebhook, webhooks } = running.setup
          // A handler of the app receives every kind.
          const own = { url: ownWebhookUrl, ...(onWebhook ? {} : { events: [...webhookEvents] }) }
          return [own, ...webhooks]
        },
      },
    ],
    clock: systemClock,
    ...(sockets.activityTimeout === undefined ? {} : { activityTimeout: sockets.activityTimeout }),
    observe(event) {
      selfLog.hub(event)
      if (!isOwnWebhook(event)) feed.hub(event, isApiCall)
      if (isApiCall && event.type === 'published') countPublished(event)
      if (event.type === 'client-event') countMessage(event.deliveries)
    },
    postWebhook: (url, request) => postWebhook(url, request),
  })
  /** Webhooks for the table of occupied channels, which no handler of the app receives. */
  const isOwnWebhook = (event: HubEvent): boolean =>
    'delivery' in event && event.delivery.url === ownWebhookUrl && !running.setup.onWebhook

  /** Another publisher, such as the official package, has the metrics and the usage of this server alone. */
  function countPublished({ channels, event, deliveries }: HubEvent & { type: 'published' }): void {
    for (const channel of new Set(channels)) running.server.track(channel, event, null)
    countMessage(deliveries)
  }

  /** Counts a message that the hub sent, for the usage. */
  function countMessage(deliveries: number): void {
    const { server } = running
    // The plan of a backend outside does not count what the hub of this process sends.
    if (server.broadcaster.active.type === 'embedded') server.trackMessages(1, deliveries)
  }

  let running = run(options.setup)
  /** Requests wait for it. */
  let draining: Promise<void> | null = null
  const underWay = new Set<Promise<unknown>>()
  let replacing: Promise<void> = Promise.resolve()

  function run(setup: ServeSetup): Running {
    const authenticate = setupAuthenticate(setup, credentials, outside !== null)
    const own = embedded({
      hub,
      app,
      encryptionMasterKey: setup.encryptionMasterKey ?? credentials.encryptionMasterKey,
    })
    const server = createPusherServer({
      broadcaster: outside ? { primary: outside, fallbacks: sockets.isOn ? [own] : [] } : own,
      channels: setup.channels,
      unknownEvents: setup.unknownEvents,
      authenticate,
      authorize: setup.authorize,
      explainDenials: true,
      ...(setup.messages ? { messages: setup.messages } : {}),
      ...(setup.onWebhook ? { webhooks: { onWebhook: setup.onWebhook } } : {}),
      ...(setup.isAdmin ? { isAdmin: setup.isAdmin } : {}),
      cors: { origins: setup.origins },
      store,
      retention: setup.retention,
      limits: setup.limits,
      rateLimit: setup.rateLimit,
      log: selfLog.server,
    })
    return { setup, authenticate, server }
  }

  const postWebhook: PostWebhook = async (url, { body, headers }) => {
    const request = { method: 'POST', body, headers }
    if (url === ownWebhookUrl) return (await fetch(new Request(url, request))).status
    const response = await globalThis.fetch(url, {
      ...request,
      redirect: 'manual',
      signal: AbortSignal.timeout(webhookTimeout),
    })
    await response.body?.cancel()
    return response.status
  }

  async function fetch(request: Request, info?: RequestInfo): Promise<Response> {
    if (draining) {
      await draining
      return fetch(request, info)
    }
    const answer = running.server.fetch(request, info)
    underWay.add(answer)
    void answer.finally(() => underWay.delete(answer))
    return answer
  }

  async function replace(setup: ServeSetup): Promise<void> {
    const before = running
    running = run(setup)
    draining = drain(before.server)
    await draining
    draining = null
  }

  /**
   * Waits for its requests and closes it, because two servers that publish concurrently would broadcast out of order.
   */
  async function drain(server: PusherServer): Promise<void> {
    await Promise.race([Promise.allSettled(underWay), sleep(longestRequest, undefined, { ref: false })])
    await server.close()
  }

  function handle(request: Parameters<Hub['handle']>[0]): ApiResponse {
    isApiCall = true
    try {
      return hub.handle(request)
    } finally {
      isApiCall = false
    }
  }

  return {
    hub: { ...hub, handle },
    get server() {
      return running.server
    },
    get setup() {
      return running.setup
    },
    authenticate: (request) => running.authenticate(request),
    fetch,
    postWebhook,
    useSetup(setup) {
      const turn = replacing.then(() => replace(setup))
      // The caller receives the error. The next setup is applied in any case.
      replacing = turn.catch(() => {})
      return turn
    },
    close: () => replacing.then(() => running.server.close()),
  }
}
