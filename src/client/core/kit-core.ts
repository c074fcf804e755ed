import type { ChannelDefinition } from '../../channels/index.ts'
import type { ConnectionStore } from '../connection/connection-types.ts'
import type { Endpoints, KitOptions } from '../options.ts'
import type { ChannelLike, PusherLike } from './pusher-like.ts'
import type { ActiveClient } from './active-client.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import type { Gap } from './gap.ts'

/** One reference to a subscription; the channel is left when the last one is released. */
export interface Lease {
  /** Gives the reference back; idempotent. */
  release(): void
}

/** How a channel's subscription is doing. */
export type ChannelStatus =
  /** Nobody holds the channel. */
  | 'idle'
  /** Under way; also while the connection is down. */
  | 'subscribing'
  /** Events come. */
  | 'subscribed'
  /** Refused, or not answered; `retry()` tries again. */
  | 'error'

/** How a channel's subscription is doing. */
export interface ChannelSnapshot {
  /** The channel's name. */
  name: string
  /** pusher-js's Channel; null until it is subscribed to. */
  channel: ChannelLike | null
  /** How far the subscription has come. */
  status: ChannelStatus
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /**
   * Count of connections subscribed to it, from `pusher_internal:subscription_count` (Pusher documentation,
   * "Events"); null when the app has the event switched off.
   */
  subscriptionCount: number | null
}

/**
 * What came with a payload: where it was published, and what the kit's server added under `$kit`. One event has one
 * such object, the same for all its listeners.
 */
export interface EventMeta {
  /** The channel that the event came over. */
  channel: string
  /** The name of the event. */
  event: string
  /** `seq` of the event, contiguous per channel; null for events that no kit server numbered. */
  seq: number | null
  /** Changes when the server's store starts its counters anew. */
  epoch: string | null
  /** On presence channels: who sent a client event. */
  userId: string | null
}

/** A listener of one event. */
export type EventHandler<Payload = unknown> = (payload: Payload, meta: EventMeta) => void

/** A listener that its owner may exchange: whichever is there when an event comes is called. */
export interface HandlerRef {
  readonly current: EventHandler
}

/**
 * A listener of every event of a channel.
 *
 * @example
 * ```ts
 * import { createPusherKit, type AnyEventHandler } from 'react-pusher-kit/client'
 *
 * const onEvent: AnyEventHandler = (event, data, { channel }) => show(channel, event, data)
 * const stop = createPusherKit({ appKey: 'key', cluster: 'eu' }).listen('news', onEvent)
 * ```
 */
export type AnyEventHandler = (event: string, data: unknown, meta: EventMeta) => void

/** What the server says of an event that it accepted from this client. */
export interface Receipt {
  /** The id that the server gave the event. @defaultValue none */
  id?: string
  /** `seq` of the event; null on a channel that is not persisted. */
  seq: number | null
  /** Changes when the server's store starts its counters anew; null without one. */
  epoch: string | null
  /** When the server accepted it, as the server wrote it. @defaultValue none */
  accepted_at?: string
}

/** A piece of the kit that is made at its first use, one per kit. */
export interface Feature {
  /** Drops what it holds. It may be used again, when React shows a hidden tree again. @defaultValue none */
  dispose?: () => void
}

/**
 * What the parts of this room (presence, typing, user, log) get of the kit, and all they know of it.
 */
export interface KitCore {
  readonly activeClient: ActiveClient
  readonly connection: ConnectionStore
  /** The raw pusher-js instance; null before the start. */
  readonly client: ReadableStore<{ client: PusherLike | null }>
  /** The present options; callbacks in them may change at any time. */
  readonly settings: KitOptions
  /** What the provider was given to identify the user; null without. */
  readonly sessionKey: string | number | null
  /** Aborted when the session is over: another `sessionKey`, `dispose()`, the provider's end. */
  readonly session: AbortSignal
  readonly endpoints: Endpoints
  /** The declaration of a channel; undefined when the app declared none that matches. */
  definitionOf: (channel: string) => ChannelDefinition | undefined
  /** Takes a reference to the channel's subscription. */
  subscribe: (channel: string) => Lease
  /** The channel's status. Reading it subscribes to nothing. */
  channel: (name: string) => ReadableStore<ChannelSnapshot>
  /** Subscribes again after an error. */
  retry: (channel: string) => void
  /** One event of the channel, checked against its declaration. Does not subscribe: `withLease` takes the lease as well. */
  on: (channel: string, event: string, handler: EventHandler | HandlerRef) => () => void
  /**
   * Every event of the channel but Pusher's own, batches unpacked, `$kit` stripped, payloads unchecked.
   * Survives pusher-js replacing its Channel object. Does not subscribe: `withLease` takes the lease as well.
   */
  onAny: (channel: string, handler: AnyEventHandler) => () => void
  /**
   * The same, checked against the declaration as `on` does, each payload once for all listeners. A late one gets the
   * event that a cache channel keeps.
   */
  onAnyChecked: (channel: string, handler: AnyEventHandler) => () => void
  /** Calls once with the event that a cache channel keeps, when it is `event`: for a reader that came after it. */
  replay: (channel: string, event: string, handler: EventHandler) => void
  /** Why the last authorisation of the channel failed: pusher-js passes the text on, not the status. */
  authFailureOf: (channel: string) => Error | null
  /** `fetch` with the app's auth headers (one token refresh on 401/403); the body comes within the timeout too. */
  request: (url: string, init?: RequestInit) => Promise<Response>
  /** The numbers of events that the server took from this client, and may keep from it. */
  onReceipt: (channel: string, handler: (receipt: Receipt) => void) => () => void
  reportReceipt: (channel: string, receipt: Receipt) => void
  reportGap: (gap: Gap) => void
  reportError: (error: Error) => void
  /** Why nothing will connect by itself: Pusher refused for good, and no fallback takes over; null otherwise. */
  refusal: () => Error | null
  /** The part that `create` makes: the same one at every call, disposed with the kit. */
  feature: <P extends Feature>(create: (core: KitCore) => P) => P
}
