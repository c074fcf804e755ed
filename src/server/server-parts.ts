import type { ChannelDefinition } from '../channels/index.ts'
import type { Authenticate, User } from './auth/authentication.ts'
import type { ConnectionLimit } from './auth/connection-limit.ts'
import type { PolicyTable } from './auth/policies.ts'
import type { BroadcasterSet } from './broadcaster/broadcaster-set.ts'
import type { SharedBackends } from './broadcaster/shared-backends.ts'
import type { ServerLog } from './log.ts'
import type { NamedHandler } from './publishing/message-handlers.ts'
import type { Publisher } from './publishing/publisher.ts'
import type { ServerLimits } from './http/request/limits.ts'
import type { TakeRequest } from './http/request/rate-limit.ts'
import type { KeyStore } from './store/key-store.ts'
import type { Retention } from './store/event-store.ts'
import type { OccupancyStore } from './store/occupancy-store.ts'
import type { ThrottledPrune } from './store/retention.ts'
import type { WatchedStore } from './store/watched-store.ts'
import type { EventCounters } from './usage/event-counters.ts'
import type { UsageMeter } from './usage/usage-meter.ts'
import type { WebhookGate } from './webhooks/webhook.ts'
import type { WebhookInbox } from './webhooks/webhook-inbox.ts'

/** The dependencies of the routes. */
export interface ServerParts {
  authenticate: Authenticate
  isAdmin: (user: User) => boolean
  policies: PolicyTable
  /** The messages that a channel declares; undefined when it accepts any. */
  messageSchemas: (channel: string) => ChannelDefinition['messages']
  broadcasters: BroadcasterSet
  /** Undefined when the states of the backends belong to this process only. */
  sharing: SharedBackends | undefined
  store: WatchedStore
  /** Idempotency keys of whole requests. */
  keys: KeyStore
  retention: Retention
  pruning: ThrottledPrune
  publisher: Publisher
  /** Handlers by message type. When undefined, each message is published as an event of its type. */
  messages: ReadonlyMap<string, NamedHandler> | undefined
  connectionLimit: ConnectionLimit
  takeUserRequest: TakeRequest
  metrics: EventCounters
  usage: UsageMeter
  webhooks: WebhookGate
  occupancy: OccupancyStore
  /** Shared between servers; a webhook may be applied to it again. */
  isOccupancyShared: boolean
  inbox: WebhookInbox
  limits: ServerLimits
  log: ServerLog
}
