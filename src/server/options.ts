import type { ChannelDefinitions, ParamsOf } from '../channels/index.ts'
import type { UnknownEvents } from '../channels/internal.ts'
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
import type { UsageAlert } from './usage/usage-alerts.ts'
import type { Webhook } from './webhooks/webhook.ts'

/** Options of {@link createPusherServer}. */
export interface PusherServerOptions<
  Channels extends ChannelDefinitions = ChannelDefinitions,
  Unknown extends UnknownEvents = UnknownEvents,
> {
  /** The app at Pusher Channels: a short form of `broadcaster: pusher(…)`. @defaultValue none */
  pusher?: PusherBroadcasterOptions | PusherInstance
  /**
   * One backend, or a primary with fallbacks; null is none.
   *
   * @defaultValue none: numbered events are stored and can be read, other events are refused with 503
   */
  broadcaster?: Broadcaster | BroadcasterSetOptions | null
  /**
   * The declared channels: their payloads are checked, persisted and batched as declared. @defaultValue none: nothing is checked
   * or stored
   */
  channels?: Channels
  /**
   * What is done with a channel or an event that `channels` does not have: `'refuse'` answers 400, `'allow'` publishes it
   * unchecked. Events of the kit and of Pusher are published in any case. Without `channels` everything is allowed.
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
  /** Where numbered events are stored. @defaultValue `memoryStore()` */
  store?: EventStore
  /**
   * What the store deletes. @defaultValue nothing; `memoryStore()` keeps 50 000 events of a channel and
   * 100 000 in all
   */
  retention?: Retention
  /**
   * Handlers by message type, each a function or `{ route, handle }`. @defaultValue a message is published as an event of
   * its type
   */
  messages?: MessageHandlers
  /**
   * How many requests are answered; false turns the limits off. @defaultValue 1 000 in 10 s for an address,
   * 100 in 10 s for a user, counted in the memory of each process
   */
  rateLimit?: RateLimitOptions | false
  /**
   * Count of your own proxies that every request passes. The client's address is then taken from `x-forwarded-for`,
   * counting from the right, and the origin of your own pages from `x-forwarded-proto` and `x-forwarded-host`;
   * `x-real-ip` is never read. With too large a count, clients can choose their address.
   * @defaultValue false: no header is trusted, and all clients behind a proxy share its limit
   */
  trustProxy?: false | number
  /** Which other origins may read answers. @defaultValue other origins read nothing */
  cors?: CorsOptions
  /**
   * Limits of one request. @defaultValue bodies of 256 KB, logs of 1 MB and 1 000 lines, within 30 s; 20
   * connections for each user of the embedded hub
   */
  limits?: Partial<ServerLimits>
  /** How webhooks of Pusher are verified and handled. @defaultValue signed by a backend's key, and passed to no callback */
  webhooks?: {
    /** Keys that sign webhooks. @defaultValue those of the backends */
    keys?: readonly Credentials[]
    /**
     * Called after the answer, once for repeated webhooks, in the order of arrival, one at a time, in all servers that share
     * a store with `webhooks`. When its process ends in the middle, another one calls it again. What it throws is logged, and
     * the webhook counts as handled; so does one that takes longer than 30 s. @defaultValue none
     */
    onWebhook?: (webhook: Webhook) => void | Promise<void>
  }
  /** The plan whose limits and cost the usage report uses. @defaultValue those of the free plan, Sandbox */
  plan?: Plan
  /**
   * Called once a day (UTC) when the messages, or the connections at one time, reach 80 % of the plan, and again at
   * 100 %. What it throws is logged. One of all servers calls it when their store has counters, else each process counts by
   * itself. @defaultValue none: it is only logged
   */
  onUsageAlert?: (alert: UsageAlert) => void | Promise<void>
  /**
   * A 403 names the user, the channel and the policy that denied it: for development. It is logged in any case.
   * @defaultValue false
   */
  explainDenials?: boolean
  /**
   * How long the process lives. With `request`, what a request stored is broadcast, and a webhook is handled, before the
   * answer, for 8 s at most: for platforms that freeze a process after its answer and have no `waitUntil`.
   * @defaultValue `process`: that is done after the answer
   */
  lifetime?: Lifetime
  /** The prefix of every route. @defaultValue '/api/v1' */
  basePath?: `/${string}`
  /** Receives the lines of the server's log. @defaultValue no log */
  log?: ServerLog
  /**
   * The time in epoch ms, for quotas, webhooks and, without counters of the store, usage. @defaultValue the clock of the
   * machine
   */
  now?: () => number
}

/** Facts about a request that only the runtime has. */
export interface RequestInfo {
  /**
   * The IP address that the connection comes from, which is the last proxy's behind one; as text, or as Node's
   * `AddressInfo`. @defaultValue none: no limit per address, unless `trustProxy` finds one
   */
  address?: ClientAddress | undefined
  /**
   * Keeps the process running until a promise is settled: `after` of Next.js, `waitUntil` of Vercel and Cloudflare. It gets
   * the broadcasts, webhook handlers and counts of the request, which take 9 s at most. @defaultValue none: the process goes on
   * running after its answer
   */
  waitUntil?: WaitUntil | undefined
}
