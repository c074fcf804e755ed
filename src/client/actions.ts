import type { ConnectionStore } from './connection-types.ts'
import type {
  ChannelSnapshot,
  EventHandler,
  EventMeta,
  KitCore,
  Lease,
  ReadableStore,
  Receipt,
} from './kit-core.ts'
import type { EventName, PayloadOf } from './payload-types.ts'
import { publish, sendMessage, type PublishOptions } from './publish.ts'
import { whenConnected } from './when-connected.ts'

/** What a kit does besides holding state. */
export interface PusherActions {
  readonly connection: ConnectionStore
  /** Resolves once there is a connection. @throws when the session ends without one */
  whenConnected: () => Promise<void>
  /** Takes a reference to a channel's subscription. */
  subscribe: (channel: string) => Lease
  /** Subscribes and listens to one event; the answer ends both. */
  listen: <const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    handler: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void,
  ) => () => void
  /** The channel's status. Reading it subscribes to nothing. */
  channel: (name: string) => ReadableStore<ChannelSnapshot>
  /** Subscribes again after an error. */
  retry: (channel: string) => void
  /** The app declared the channel with `persist: true`: its events are numbered and have a history. */
  isPersisted: (channel: string) => boolean
  /** A `client-…` event goes over the socket, any other name is posted to `endpoints.trigger`. */
  trigger: <const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    data: PayloadOf<Name, Event>,
    options?: PublishOptions,
  ) => Promise<Receipt | null>
  /** Posts to `endpoints.message`. */
  sendMessage: (channel: string, type: string, payload: unknown) => Promise<Receipt>
}

/** The actions of a core. */
export function createActions(core: KitCore): PusherActions {
  return {
    connection: core.connection,
    whenConnected: () => whenConnected(core),
    subscribe: core.subscribe,
    listen(channel, event, handler) {
      const stop = core.hear(channel, event, handler as EventHandler)
      const lease = core.subscribe(channel)
      return () => {
        stop()
        lease.release()
      }
    },
    channel: core.channel,
    retry: core.retry,
    isPersisted: (channel) => core.definitionOf(channel)?.persist === true,
    trigger: (channel, event, data, options) => publish(core, channel, event, data, options),
    sendMessage: (channel, type, payload) => sendMessage(core, channel, type, payload),
  }
}
