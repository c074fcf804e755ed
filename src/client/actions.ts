import { connect, type ConnectOptions } from './connection/connect.ts'
import type { ConnectionStore } from './connection/connection-types.ts'
import type {
  AnyEventHandler,
  ChannelSnapshot,
  EventHandler,
  EventMeta,
  KitCore,
  Lease,
  Receipt,
} from './core/kit-core.ts'
import type { ReadableStore } from './lib/readable-store.ts'
import { withLease } from './subscriptions/with-lease.ts'
import type { EventName, PayloadOf } from './subscriptions/payload-types.ts'
import { publish, sendMessage, type PublishOptions } from './publishing/publish.ts'
import { whenConnected } from './connection/when-connected.ts'

/** What a kit does besides holding state. */
export interface PusherActions {
  /** The connection as a store: its state, and what can be done with it. */
  readonly connection: ConnectionStore
  /** False without an appKey and without a client: nothing will ever connect. */
  readonly isConfigured: boolean
  /** The key of the Pusher app; null without one, and for a `client` of the app's own. */
  readonly appKey: string | null
  /** The provider's `sessionKey`, which identifies the user; null without one. */
  readonly sessionKey: string | number | null
  /**
   * Resolves once there is a connection.
   *
   * @throws {@link ConnectionError} when there will be none: the session ends, or Pusher refuses the connection for
   * good (4001–4099; Pusher documentation, "Pusher Channels Protocol") and no fallback takes over
   */
  whenConnected: () => Promise<void>
  /**
   * Connects where nothing is connected, also after `disconnect()` or a refusal, and resolves once there is a
   * connection. Called again while it connects, it waits for the same attempt. A rejection that is not awaited is not
   * reported as unhandled: `onError` and the connection's `error` have the reason.
   *
   * @throws {@link ConnectionError} when Pusher refuses the connection for good (4001–4099; Pusher documentation, "Pusher
   * Channels Protocol") and no fallback takes over, `disconnect()` is called, the session ends, or time is up
   * @throws {@link ConfigError} without an appKey, or while `enabled` is false
   */
  connect: (options?: ConnectOptions) => Promise<void>
  /** Takes a reference to a channel's subscription; subscribes with the first one. */
  subscribe: (channel: string) => Lease
  /** Subscribes and listens to one event, or to every event but Pusher's own; the returned function ends both. */
  listen: Listen
  /** The channel's status. Reading it subscribes to nothing. */
  channel: (name: string) => ReadableStore<ChannelSnapshot>
  /** Subscribes again after an error. */
  retry: (channel: string) => void
  /** The app declared the channel with `persist: true`: its events are numbered and have a history. */
  isPersisted: (channel: string) => boolean
  /**
   * A `client-…` event goes over the socket, any other name is posted to `endpoints.trigger`.
   *
   * @returns the server's receipt; null for a client event, of which Pusher keeps no record (Pusher
   * documentation, "Events")
   * @throws {@link TriggerError} when a client event is illegal, expired, rejected or unconfirmed
   * @throws {@link PayloadError} when a client event does not fit its declaration, or JSON cannot hold the payload
   * @throws {@link RequestError} when the endpoint answers with an error, or not at all
   */
  trigger: <const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    data: PayloadOf<Name, Event>,
    options?: PublishOptions,
  ) => Promise<Receipt | null>
  /**
   * Posts to `endpoints.message`, where the app's server decides what the message means.
   *
   * @throws {@link PayloadError} when JSON cannot hold the payload
   * @throws {@link RequestError} when the endpoint answers with an error, or not at all
   */
  sendMessage: (channel: string, type: string, payload: unknown) => Promise<Receipt>
}

/** `listen` of {@link PusherActions}. */
export interface Listen {
  /** Listens to one event. */
  <const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    handler: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void,
  ): () => void
  /** Listens to every event, client events included. */
  (channel: string, handler: AnyEventHandler): () => void
}

/** The actions of a core. */
export function createActions(core: KitCore): PusherActions {
  return {
    connection: core.connection,
    get isConfigured() {
      const { appKey, client } = core.settings
      // A client that is null is on its way.
      return Boolean(appKey) || client !== undefined
    },
    get appKey() {
      return core.settings.appKey || null
    },
    sessionKey: core.sessionKey,
    whenConnected: () => whenConnected(core),
    subscribe: core.subscribe,
    connect: (options) => connect(core, options),
    listen(channel: string, eventOrHandler: string | AnyEventHandler, handler?: EventHandler) {
      return withLease(
        core.subscribe(channel),
        typeof eventOrHandler === 'string'
          ? core.on(channel, eventOrHandler, handler as EventHandler)
          : core.onAnyChecked(channel, eventOrHandler),
      )
    },
    channel: core.channel,
    retry: core.retry,
    isPersisted: (channel) => core.definitionOf(channel)?.persist === true,
    trigger: (channel, event, data, options) => publish(core, channel, event, data, options),
    sendMessage: (channel, type, payload) => sendMessage(core, channel, type, payload),
  }
}
