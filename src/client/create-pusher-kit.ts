import type { LogLineEvent } from '../channels/index.ts'
import { channelChecks } from '../channels/internal.ts'
import { createActions, type PusherActions } from './actions.ts'
import { connectAdminEvents, connectLogs } from './events/connect-events.ts'
import { connect } from './connection/connect.ts'
import type { Subscription, ConnectEventsOptions } from './events/connect-events.ts'
import { createCore } from './core/create-core.ts'
import type { EventLogOptions, OpenEventLog } from './log/event-log-types.ts'
import type { EventMeta } from './core/kit-core.ts'
import { createLogRegistry } from './log/log-registry.ts'
import type { KitOptions } from './options.ts'
import type { MemberInfoOf, PresenceName } from './subscriptions/payload-types.ts'
import { createPresenceChannels } from './presence/presence.ts'
import type { PresenceStore } from './presence/presence-types.ts'
import type { PusherLike } from './core/pusher-like.ts'
import { createUserStore, type UserStore } from './auth/user.ts'

/** The kit outside React: the same stores that the hooks read. */
export interface PusherKit extends PusherActions {
  /** The raw pusher-js instance; null without an appKey and after `dispose()`. */
  readonly client: PusherLike | null
  /**
   * The members of a presence channel; subscribed while the store has listeners. `leaveGrace` is the time that a member
   * stays in the list after leaving, ms.
   *
   * @throws {@link ConfigError} when the name does not start with `presence-`
   */
  presence<const Name extends string>(
    channel: PresenceName<Name>,
    options?: { leaveGrace?: number },
  ): PresenceStore<MemberInfoOf<Name>>
  /** The signed-in user: sign-in, events sent to the user, online users of the watchlist. */
  readonly user: UserStore
  /** A bounded log of the channel's events that fills gaps from the history. */
  log<Data = unknown>(options: EventLogOptions<Data>): OpenEventLog<Data>
  /** Calls `onLine` for each line on the channel `logs`, until `disconnect()`; a payload without text is JSON. */
  connectLogs(
    onLine: (line: string, threadId: string | null, entry: LogLineEvent, meta: EventMeta) => void,
    source?: ConnectEventsOptions,
  ): Subscription
  /**
   * Calls `onEvent` for each `admin_event` on the channel `admin`, until `disconnect()`. `readRunEvent` parses the
   * payload of a workflow run.
   */
  connectAdminEvents(
    onEvent: (payload: unknown, meta: EventMeta) => void,
    source?: ConnectEventsOptions,
  ): Subscription
  /** Unsubscribes from all channels and closes the socket; a `client` that the app passed stays connected. */
  dispose(): void
}

/**
 * The stores behind the hooks, for code outside React. Connects immediately; with `enabled: false`, on `connect()`.
 *
 * @example
 * ```ts
 * const kit = createPusherKit({ appKey: 'key', cluster: 'eu' })
 * const stop = kit.listen('news', 'published', (article) => show(article))
 * ```
 */
export function createPusherKit(options: KitOptions): PusherKit {
  const core = createCore(options, false, null, channelChecks)
  core.retain()
  core.setEnabled(options.enabled !== false)
  return {
    ...createActions(core),
    connect: (connectOptions) =>
      connect(core, connectOptions, () => {
        if (core.session.aborted || core.settings.enabled !== false) return
        core.update({ ...options, enabled: true })
        core.setEnabled(true)
      }),
    get client() {
      return core.client.getSnapshot().client
    },
    presence: (channel, { leaveGrace = 0 } = {}) =>
      core.feature(createPresenceChannels).open(channel, leaveGrace),
    get user() {
      return core.feature(createUserStore)
    },
    log: (logOptions) => core.feature(createLogRegistry).open(logOptions),
    connectLogs: (onLine, source) => connectLogs(core, onLine, source),
    connectAdminEvents: (onEvent, source) => connectAdminEvents(core, onEvent, source),
    dispose: core.dispose,
  }
}
