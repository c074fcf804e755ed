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

export interface PusherServerOptions<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /** The app at Pusher Channels: short for `broadcaster: pusher(…)`. */
  pusher?: PusherOptions | PusherInstance
  /** One backend, or a primary with fallbacks. @defaultValue `embedded()`, which nobody can connect to */
  broadcaster?: Broadcaster | BroadcasterSetOptions
  /** What is declared is checked, and persisted or batched as it says. */
  channels?: Channels
  authenticate: Authenticate
  /** @defaultValue everything is denied */
  authorize?: Policies<Channels>
  /** Who may read the admin routes, usage and metrics. @defaultValue users with the role `admin` */
  isAdmin?: (user: User) => boolean
  /** @defaultValue `memoryStore()` */
  store?: EventStore
  /** @defaultValue nothing is forgotten */
  retention?: Retention
  /** Handlers by message type. @defaultValue a message is published as an event of its type */
  messages?: MessageHandlers
  /** False turns the limits off. */
  rateLimit?: Partial<RateLimits> | false
  /** @defaultValue other origins read nothing */
  cors?: CorsOptions
  limits?: Partial<ServerLimits>
  webhooks?: {
    /** Keys that sign webhooks. @defaultValue those of the backends */
    keys?: readonly Credentials[]
    /** Runs after the answer; repeats are left out. */
    onWebhook?: (webhook: Webhook) => void | Promise<void>
  }
  /** Whose limits the usage is measured by. @defaultValue the free one */
  plan?: Plan
  /** @defaultValue '/api/v1' */
  basePath?: `/${string}`
  /** @defaultValue no log */
  log?: ServerLog
  /** Epoch ms, for quotas, usage and webhooks. @defaultValue the clock of the machine */
  now?: () => number
}

/** What the runtime knows of a request and the request itself does not say. */
export interface RequestInfo {
  /** The client's IP address; without one there is no limit per address. */
  address?: string | undefined
}
