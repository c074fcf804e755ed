import { connectAdminEvents, connectLogs } from './connect-events.ts'
import type { Connected, EventSource, LogLineEvent } from './connect-events.ts'
import { createCore } from './create-core.ts'
import type { ConnectionStore } from './connection-types.ts'
import type { EventLogOptions, OpenEventLog } from './event-log-types.ts'
import type { ChannelSnapshot, EventMeta, Lease, ReadableStore, Receipt } from './kit-core.ts'
import { createLogRegistry } from './log/log-registry.ts'
import type { KitOptions } from './options.ts'
import type { EventName, MemberInfoOf, PayloadOf } from './payload-types.ts'
import { createPresenceChannels } from './presence.ts'
import type { PresenceStore } from './presence-types.ts'
import { publish, sendMessage, type PublishOptions } from './publish.ts'
import type { PusherLike } from './pusher-like.ts'

/** The kit outside React. */
export interface PusherKit {
  readonly connection: ConnectionStore
  /** The raw pusher-js instance; null without an appKey and after `dispose()`. */
  readonly client: PusherLike | null
  /** Takes a reference to a channel's subscription. */
  subscribe(channel: string): Lease
  /** Subscribes and listens to one event; the answer ends both. */
  listen<const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    handler: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void,
  ): () => void
  /** The channel's status. Reading it subscribes to nothing. */
  channel(name: string): ReadableStore<ChannelSnapshot>
  /** A `client-…` event goes over the socket, any other name is posted to `endpoints.trigger`. */
  trigger<const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    data: PayloadOf<Name, Event>,
    options?: PublishOptions,
  ): Promise<Receipt | null>
  /**
   * The members of a presence channel; subscribed while somebody listens to the store.
   *
   * @throws {@link ConfigError} when the name does not start with `presence-`
   */
  presence<const Name extends string>(
    channel: Name,
    options?: { leaveGrace?: number },
  ): PresenceStore<MemberInfoOf<Name>>
  /** A bounded log of the channel's events that heals its gaps. */
  log<Data = unknown>(options: EventLogOptions<Data>): OpenEventLog<Data>
  /** Calls for each line on the channel `logs`, until `disconnect()`. */
  connectLogs(
    onLine: (line: string, threadId: string | null, entry: LogLineEvent, meta: EventMeta) => void,
    source?: EventSource,
  ): Connected
  /** Calls for each `admin_event` on the channel `admin`, until `disconnect()`. */
  connectAdminEvents(onEvent: (payload: unknown, meta: EventMeta) => void, source?: EventSource): Connected
  /** Posts to `endpoints.message`. */
  sendMessage(channel: string, type: string, payload: unknown): Promise<Receipt>
  /** Leaves all channels and closes the socket; a borrowed client stays connected. */
  dispose(): void
}

/**
 * The stores behind the hooks, for code outside React. Connects at once.
 *
 * @example
 * const kit = createPusherKit({ appKey: 'key', cluster: 'eu' })
 * const stop = kit.listen('news', 'published', (article) => show(article))
 */
export function createPusherKit(options: KitOptions): PusherKit {
  const core = createCore(options)
  core.retain()
  core.setEnabled(options.enabled !== false)
  return {
    connection: core.connection,
    get client() {
      return core.client.getSnapshot().client
    },
    subscribe: core.subscribe,
    listen(channel, event, handler) {
      const stop = core.hear(channel, event, handler)
      const lease = core.subscribe(channel)
      return () => {
        stop()
        lease.release()
      }
    },
    channel: core.channel,
    trigger: (channel, event, data, publishOptions) => publish(core, channel, event, data, publishOptions),
    sendMessage: (channel, type, payload) => sendMessage(core, channel, type, payload),
    presence: (channel, { leaveGrace = 0 } = {}) =>
      core.part(createPresenceChannels).open(channel, leaveGrace),
    log: (logOptions) => core.part(createLogRegistry).open(logOptions),
    connectLogs: (onLine, source) => connectLogs(core, onLine, source),
    connectAdminEvents: (onEvent, source) => connectAdminEvents(core, onEvent, source),
    dispose: core.dispose,
  }
}
