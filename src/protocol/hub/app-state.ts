import type { ActivityWatch } from './activity.ts'
import { CacheState } from './cache-state.ts'
import { ChannelState } from './channel-state.ts'
import type { App, Clock, HubEvent, PostWebhook } from './hub-types.ts'
import { limits } from './limits.ts'
import type { Session } from './session.ts'
import { WebhookQueue } from '../webhooks/webhook-queue.ts'

/** The parts of a hub that its apps share. */
export interface AppContext {
  clock: Clock
  observe: (event: HubEvent) => void
  activity: ActivityWatch
  postWebhook: PostWebhook | null
}

/** The state of one app. */
export class AppState {
  readonly app: App
  readonly clock: Clock
  readonly observe: (event: HubEvent) => void
  readonly sessions = new Map<string, Session>()
  readonly channels = new Map<string, ChannelState>()
  /** Number of connections of development tools. */
  tools = 0
  /** Number of subscriptions of all connections. */
  subscriptions = 0
  /** Signed-in users with their connections. */
  readonly users = new Map<string, Set<Session>>()
  /** Maximum number of connections per user; oldest entry first. */
  readonly connectionLimits = new Map<string, number>()
  readonly cache: CacheState
  readonly webhooks: WebhookQueue
  readonly #activity: ActivityWatch

  constructor(app: App, { clock, observe, activity, postWebhook }: AppContext) {
    this.app = app
    this.clock = clock
    this.observe = observe
    this.cache = new CacheState(clock)
    this.webhooks = new WebhookQueue(app, clock, observe, postWebhook)
    this.#activity = activity
  }

  /** Adds a connection. */
  add(session: Session): void {
    this.sessions.set(session.socketId, session)
    if (session.isTool) this.tools += 1
    this.#activity.add(session)
  }

  /** Removes a connection from the app. `disconnect` also unsubscribes it and signs it out. */
  remove(session: Session): void {
    if (this.sessions.delete(session.socketId) && session.isTool) this.tools -= 1
    this.#activity.remove(session)
  }

  /** The channel, created when it does not exist. */
  occupy(name: string): ChannelState {
    const known = this.channels.get(name)
    if (known) return known
    const channel = new ChannelState(name)
    this.channels.set(name, channel)
    return channel
  }

  /** Takes effect at the user's next sign-in. When there are too many limits, the oldest one is removed. */
  limitConnections(userId: string, keep: number): void {
    this.connectionLimits.delete(userId)
    this.connectionLimits.set(userId, keep)
    const [oldest] = this.connectionLimits.keys()
    if (this.connectionLimits.size > limits.limitedUsers && oldest !== undefined) {
      this.connectionLimits.delete(oldest)
    }
  }
}
