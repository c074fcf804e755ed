import { connect, type ConnectOptions } from './connection/connect.ts'
import { createConnectionView } from './connection/connection-view.ts'
import { coreOf } from './core/core-of.ts'
import { isConfigured } from './core/is-configured.ts'
import type { ConnectionStore } from './connection/connection-types.ts'
import type {
  AnyEventHandler,
  ChannelSnapshot,
  EventHandler,
  KitCore,
  Lease,
  Receipt,
} from './core/kit-core.ts'
import type { ReadableStore } from './lib/readable-store.ts'
import { withLease } from './subscriptions/with-lease.ts'
import type {
  EventName,
  HandlerOf,
  MessagePayload,
  MessageType,
  TriggerData,
  TriggerEvent,
} from './subscriptions/payload-types.ts'
import { publish, sendMessage, type PublishOptions } from './publishing/publish.ts'
import { whenConnected } from './connection/when-connected.ts'

/** The operations of a kit. */
export interface PusherActions {
  /** The connection as a store: its state and its operations. */
  readonly connection: ConnectionStore
  /** False without an appKey and without a client: nothing connects. */
  readonly isConfigured: boolean
  /** The key of the Pusher app; null without one, and with a `client` that the app passes. */
  readonly appKey: string | null
  /** The provider's `sessionKey`, which identifies the user; null without one. */
  readonly sessionKey: string | number | null
  /**
   * Resolves once there is a connection.
   *
   * @throws {@link ConnectionError} when the session ends, or Pusher refuses the connection permanently (4001–4099;
   * Pusher documentation, "Pusher Channels Protocol") and there is no other fallback
   */
  whenConnected: () => Promise<void>
  /**
   * Connects unless a connection exists, also after `disconnect()` or a refusal, and resolves once connected. A call
   * during an attempt waits for that attempt. A rejection that is not awaited is not reported as unhandled: `onError`
   * and the connection's `error` have the reason.
   *
   * @throws {@link ConnectionError} when Pusher refuses the connection permanently (4001–4099; Pusher documentation,
   * "Pusher Channels Protocol") and there is no other fallback, on `disconnect()`, when the session ends, or after
   * `timeout`
   * @throws {@link ConfigError} without an appKey, or while `enabled` is false
   */
  connect: (options?: ConnectOptions) => Promise<void>
  /** Adds a reference to a channel's subscription; the first one subscribes. */
  subscribe: (channel: string) => Lease
  /**
   * Subscribes and listens to one event, or to every event but Pusher's own. Returns a function that stops
   * listening and releases the channel.
   */
  listen: Listen
  /** The channel's status. Reading it does not subscribe to the channel. */
  channel: (name: string) => ReadableStore<ChannelSnapshot>
  /** Subscribes again after an error. */
  retry: (channel: string) => void
  /** Whether the app declared the channel with `persist: true`: then its events have numbers and a history. */
  isPersisted: (channel: string) => boolean
  /**
   * Sends a `client-…` event over the socket; posts any other event to `endpoints.trigger`.
   *
   * @returns the server's receipt; null for a client event, which Pusher does not acknowledge (Pusher
   * documentation, "Events")
   * @throws {@link TriggerError} when a client event is illegal, expired, rejected or unconfirmed
   * @throws {@link PayloadError} when a client event does not match its declaration, or the payload is not
   * serializable as JSON
   * @throws {@link RequestError} when the endpoint responds with an error, or does not respond
   */
  trigger: <const Name extends string, const Event extends TriggerEvent<Name>>(
    channel: Name,
    event: Event,
    data: TriggerData<Name, Event>,
    options?: PublishOptions,
  ) => Promise<Receipt | null>
  /**
   * Posts to `endpoints.message`, where the app's server interprets the message.
   *
   * @throws {@link PayloadError} when the payload is not serializable as JSON
   * @throws {@link RequestError} when the endpoint responds with an error, or does not respond
   */
  sendMessage: <const Name extends string, const Type extends MessageType<Name>>(
    channel: Name,
    type: Type,
    payload: MessagePayload<Name, Type>,
  ) => Promise<Receipt>
}

/** `listen` of {@link PusherActions}. */
export interface Listen {
  /** Listens to one event. */
  <const Name extends string, const Event extends EventName<Name>>(
    channel: Name,
    event: Event,
    handler: HandlerOf<Name, Event>,
  ): () => void
  /** Listens to every event, client events included. */
  (channel: string, handler: AnyEventHandler): () => void
}

/** The actions of a core. */
export function createActions(core: KitCore): PusherActions {
  const connection = core.feature(createConnectionView)
  coreOf.set(connection, core)
  return {
    connection,
    get isConfigured() {
      return isConfigured(core)
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
