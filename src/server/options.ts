import type { ChannelDefinitions, ParamsOf } from '../channels/index.ts'
import type { UnknownEvents, UsageAlert } from '../channels/internal.ts'
import type { Credentials } from '../protocol/index.ts'
import type { Lifetime, WaitUntil } from './background-work.ts'
import type { Authenticate, User } from './auth/authentication.ts'
import type { Policy, PolicyEventOf } from './auth/policies.ts'
import type { BroadcasterSetOptions } from './broadcaster/broadcaster-set.ts'
import type { Broadcaster } from './broadcaster/broadcaster.ts'
import type { PusherInstance } from './broadcaster/pusher-instance.ts'
import type { PusherBroadcasterOptions } from './broadcaster/pusher.ts'
import type { ServerLog } from './log.ts'
import type { MessageHandlers } from './publishing/message-handlers.ts'
import type { ClientAddress } from './http/request/client-address.ts'
import type { CorsOptions } from './http/request/cross-origin.ts'
import type { ServerLimits } from './http/request/limits.ts'
import type { RateLimitOptions } from './http/request/rate-limit.ts'
import type { EventStore, Retention } from './store/event-store.ts'
import type { Plan } from './usage/plans.ts'
import type { Webhook } from './webhooks/webhook.ts'

/** Options of {@link createPusherServer}. */
export interface PusherServerOptions<
  Channels extends ChannelDefinitions = ChannelDefinitions,
  Unknown extends UnknownEvents = UnknownEvents,
> {
  /** The app at Pusher Channels; short for `broadcaster: pusher(…)`. @defaultValue none */
  pusher?: PusherBroadcasterOptions | PusherInstance
  /**
   * One backend, or a primary with fallbacks; null for none.
   *
   * @defaultValue none: numbered events are stored and can be read, other events are refused with 503
   */
  broadcaster?: Broadcaster | BroadcasterSetOptions | null
  /**
   * The declared channels. Their payloads are validated, persisted and batched as declared.
   * @defaultValue none: nothing is validated or stored
   */
  channels?: Channels
  /**
   * How to handle a channel or an event that is not in `channels`. `'refuse'` responds with 400, `'allow'` publishes
   * without validation. Events of the kit and of Pusher are always published. Without `channels`, everything is
   * allowed.
   * @defaultValue `'refuse'`
   */
  unknownEvents?: Unknown
  /** Returns the user of a request. */
  authenticate: Authenticate
  /** The policies of the channels. @defaultValue everything is denied */
  authorize?: {
    readonly [Pattern in keyof Channels & string]?: Policy<
      ParamsOf<Pattern>,
      PolicyEventOf<Channels[Pattern]>
    >
  }
  /** Who may read the admin routes, usage and metrics. @defaultValue users with the role `admin` */
  isAdmin?: (user: User) => boolean
  /** Stores numbered events. @defaultValue `memoryStore()` */
  store?: EventStore
  /**
   * When stored events are deleted.
   * @defaultValue never; `memoryStore()` keeps 50 000 events per channel and 100 000 in total
   */
  retention?: Retention
  /**
   * Handlers by message type, each a function or `{ route, handle }`.
   * @defaultValue a message is published as an event of its type
   */
  messages?: MessageHandlers
  /**
   * How many requests are allowed; false disables the limits.
   * @defaultValue 1 000 in 10 s per address and 100 in 10 s per user, counted in the memory of each process
   */
  rateLimit?: RateLimitOptions | false
  /**
   * Number of your own proxies that every request passes through. The client's address is then read from
   * `x-forwarded-for`, counted from the right, and the origin of your own pages from `x-forwarded-proto` and
   * `x-forwarded-host`. `x-real-ip` is never read. If the number is too large, clients can choose their address.
   * @defaultValue false: no header is trusted, and all clients behind a proxy share its limit
   */
  trustProxy?: false | number
  /** Which other origins may read responses. @defaultValue none */
  cors?: CorsOptions
  /**
   * Limits per request. @defaultValue bodies of 256 KB, logs of 1 MB and 1 000 lines, within 30 s; 20 connections per
   * user of the embedded hub
   */
  limits?: Partial<ServerLimits>
  /**
   * How Pusher's webhooks are verified and handled.
   * @defaultValue verified with the keys of the backends, without a callback
   */
  webhooks?: {
    /** Keys that sign webhooks. @defaultValue those of the backends */
    keys?: readonly Credentials[]
    /**
     * Called after the response for each webhook, in the order of arrival and one at a time, across all servers that
     * share a store with `webhooks`. Repeated webhooks are ignored. If its process ends during the call, another
     * process calls it again. If it throws or takes longer than 30 s, that is logged and the webhook counts as
     * handled. @defaultValue none
     */
    onWebhook?: (webhook: Webhook) => void | Promise<void>
  }
  /** The plan whose limits and cost the usage report uses. @defaultValue the limits of the free plan, Sandbox */
  plan?: Plan
  /**
   * Called once a day (UTC) when the messages, or the simultaneous connections, reach 80 % of the plan, and again at
   * 100 %. Exceptions are logged. If the store has counters, only one of all servers calls it; otherwise each process
   * does. If `channels` declares `private-admin`, the alert is also published there as the event `usage.alert`.
   * @defaultValue none: it is only logged
   */
  onUsageAlert?: (alert: UsageAlert) => void | Promise<void>
  /**
   * Whether a 403 names the user, the channel and the policy. For development only; it is always logged.
   * @defaultValue false
   */
  explainDenials?: boolean
  /**
   * How long the process lives. With `request`, broadcasts and webhook handlers run before the response, for up to
   * 8 s. Use it for platforms that freeze a process after its response and have no `waitUntil`.
   * @defaultValue `process`: they run after the response
   */
  lifetime?: Lifetime
  /** The prefix of every route. @defaultValue '/api/v1' */
  basePath?: `/${string}`
  /** Receives the lines of the server's log. @defaultValue none */
  log?: ServerLog
  /**
   * Returns the time in epoch ms, for quotas, webhooks and, if the store has no counters, usage.
   * @defaultValue the system clock
   */
  now?: () => number
}

/** Properties of a request that only the runtime has. */
export interface RequestInfo {
  /**
   * The IP address of the connection, which is the last proxy's behind a proxy; as text, or as Node's `AddressInfo`.
   * @defaultValue none: no limit per address, unless `trustProxy` finds one
   */
  address?: ClientAddress | undefined
  /**
   * Keeps the process running until a promise settles: `after` of Next.js, `waitUntil` of Vercel and Cloudflare. It
   * receives the broadcasts, webhook handlers and counts of the request, which take up to 9 s.
   * @defaultValue none: the process keeps running after its response
   */
  waitUntil?: WaitUntil | undefined
}
