import type { Authenticate } from './authentication.ts'
import type { Broadcaster } from './broadcaster/broadcaster.ts'
import type { EventStore } from './event-store.ts'
import type { ServerLimits } from './limits.ts'
import type { ServerLog } from './log.ts'
import type { PolicyBook } from './policies.ts'
import type { Publisher } from './publisher.ts'

/** What the routes work with. */
export interface ServerParts {
  authenticate: Authenticate
  policies: PolicyBook
  broadcaster: Broadcaster
  store: EventStore
  publisher: Publisher
  limits: ServerLimits
  log: ServerLog
}
