import type { ChannelDefinitions } from '../channels/index.ts'
import type { Credentials } from '../protocol/index.ts'
import type { Authenticate, User } from './authentication/authentication.ts'
import type { Policies } from './authorization/policies.ts'
import type { BroadcasterSetOptions } from './broadcaster/broadcaster-set.ts'
import type { Broadcaster } from './broadcaster/broadcaster.ts'
import type { PusherInstance } from './broadcaster/pusher-instance.ts'
import type { PusherOptions } from './broadcaster/pusher.ts'
import type { ServerLog } from './log.ts'
import type { MessageHandlers } from './publishing/message-handlers.ts'
import type { CorsOptions } from './request/cross-origin.ts'
import type { ServerLimits } from './request/limits.ts'
import type { RateLimits } from './request/rate-limit.ts'
import type { EventStore, Retention } from './store/event-store.ts'
import type { Plan } from './usage/plans.ts'
import type { Webhook } from './webhooks/webhook.ts'

/** Options of {@link createPusherServer}. */
export interface PusherServerOptions<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /** The app at Pusher Channels: short for `broadcaster: pusher(…)`. @defaultValue none */
  pusher?: PusherOptions | PusherInstance
  /** One backend, or a primary with fallbacks. @defaultValue `embedded()`, which nobody can connect to */
  broadcaster?: Broadcaster | BroadcasterSetOptions
  /**
   * What is declared is checked, and persisted or batched as it says. @defaultValue none: nothing is checked
   * or stored
   */
  channels?: Channels
  /** Says who a request comes from. */
  authenticate: Authenticate
  /** Who may do what in which channel. @defaultValue everything is denied */
  authorize?: Policies<Channels>
  /** Who may read the admin routes, usage and metrics. @defaultValue users with the role `admin` */
  isAdmin?: (user: User) => boolean
  /** Where numbered events live. @defaultValue `memoryStore()` */
  store?: EventStore
  /** What the store may forget. @defaultValue nothing is forgotten */
  retention?: Retention
  /** Handlers by message type. @defaultValue a message is published as an event of its type */
  messages?: MessageHandlers
  /**
   * How many requests are answered; false turns the limits off. @defaultValue 1 000 in 10 s for an address,
   * 100 in 10 s for a user
   */
  rateLimit?: Partial<RateLimits> | false
  /** Which other origins may read answers. @defaultValue other origins read nothing */
  cors?: CorsOptions
  /**
   * How much one request may bring. @defaultValue bodies of 256 KB, logs of 1 MB and 1 000 lines, 20
   * connections for each user
   */
  limits?: Partial<ServerLimits>
  /** How webhooks of Pusher are taken. @defaultValue signed by a backend's key, and told to nobody */
  webhooks?: {
    /** Keys that sign webhooks. @defaultValue those of the backends */
    keys?: readonly Credentials[]
    /** Runs after the answer; repeats are left out. @defaultValue none */
    onWebhook?: (webhook: Webhook) => void | Promise<void>
  }
  /** Whose limits the usage is measured by. @defaultValue the free one */
  plan?: Plan
  /** What every route begins with. @defaultValue '/api/v1' */
  basePath?: `/${string}`
  /** Hears what the server does. @defaultValue no log */
  log?: ServerLog
  /** The time in epoch ms, for quotas, usage and webhooks. @defaultValue the clock of the machine */
  now?: () => number
}

/** What the runtime knows of a request and the request itself does not say. */
export interface RequestInfo {
  /** The client's IP address. @defaultValue none: no limit per address */
  address?: string | undefined
}
