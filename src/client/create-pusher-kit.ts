import { createCore } from './create-core.ts'
import type { ConnectionStore } from './connection-types.ts'
import type { ChannelSnapshot, EventMeta, Lease, ReadableStore, Receipt } from './kit-core.ts'
import type { KitOptions } from './options.ts'
import type { EventName, PayloadOf } from './payload-types.ts'
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
    dispose: core.dispose,
  }
}
