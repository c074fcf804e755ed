import type { Authenticate, User } from './authentication/authentication.ts'
import type { ConnectionLimit } from './authorization/connection-limit.ts'
import type { PolicyBook } from './authorization/policies.ts'
import type { BroadcasterSet } from './broadcaster/broadcaster-set.ts'
import type { ServerLog } from './log.ts'
import type { MessageHandlers } from './publishing/message-handlers.ts'
import type { Publisher } from './publishing/publisher.ts'
import type { ServerLimits } from './request/limits.ts'
import type { TakeRequest } from './request/rate-limit.ts'
import type { EventStore } from './store/event-store.ts'
import type { EventMetrics } from './usage/event-metrics.ts'
import type { UsageMeter } from './usage/usage-meter.ts'
import type { ChannelTable } from './webhooks/channel-table.ts'
import type { Webhook, WebhookGate } from './webhooks/webhook.ts'

/** What the routes work with. */
export interface ServerParts {
  authenticate: Authenticate
  isAdmin: (user: User) => boolean
  policies: PolicyBook
  broadcasters: BroadcasterSet
  store: EventStore
  publisher: Publisher
  messages: MessageHandlers | undefined
  connectionLimit: ConnectionLimit
  takeUserRequest: TakeRequest
  metrics: EventMetrics
  usage: UsageMeter
  webhooks: WebhookGate
  channelTable: ChannelTable
  onWebhook: ((webhook: Webhook) => void | Promise<void>) | undefined
  limits: ServerLimits
  log: ServerLog
}
