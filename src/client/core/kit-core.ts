import type { ChannelDefinition } from '../../channels/index.ts'
import type { ChannelChecks, Undeclared } from '../../channels/internal.ts'
import type { CoreConnectionStore } from '../connection/connection-types.ts'
import type { KitEndpoints, KitOptions } from '../options.ts'
import type { ChannelLike, PusherLike } from './pusher-like.ts'
import type { ActiveClient } from './active-client.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import type { Gap } from './gap.ts'

/** One reference to a subscription. Releasing the last one unsubscribes the channel. */
export interface Lease {
  /** Releases the reference; idempotent. */
  release(): void
}

/** The status of a channel's subscription. */
export type ChannelStatus =
  /** No component uses the channel. */
  | 'idle'
  /** Pending; also while the connection is down. */
  | 'subscribing'
  /** Subscribed: events are received. */
  | 'subscribed'
  /** Refused or timed out; `retry()` subscribes again. */
  | 'error'

/** The state of a channel's subscription. */
export interface ChannelSnapshot {
  /** The channel's name. */
  name: string
  /** pusher-js's Channel; null until the first subscription. */
  channel: ChannelLike | null
  /** The status of the subscription. */
  status: ChannelStatus
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /**
   * Number of connections subscribed to it, from `pusher_internal:subscription_count` (Pusher documentation,
   * "Events"); null when the event is disabled for the app.
   */
  subscriptionCount: number | null
}

/**
 * The metadata of an event: where it was published, and the values that the kit's server added under `$kit`. All
 * listeners of an event get the same object.
 */
export interface EventMeta {
  /** The channel of the event. */
  channel: string
  /** The name of the event. */
  event: string
  /** `seq` of the event, contiguous per channel; null without a number from the kit's server. */
  seq: number | null
  /** Changes when the server's store resets its counters. */
  epoch: string | null
  /** On presence channels: the user id of a client event's sender. */
  userId: string | null
}

/** A listener of one event. */
export type EventHandler<Payload = unknown> = (payload: Payload, meta: EventMeta) => void

/** A ref to a listener, read for each event, so that its owner may replace it. */
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

/** The server's response for an event that it accepted from this client. */
export interface Receipt {
  /** The server's id for the event. @defaultValue none */
  id?: string
  /** `seq` of the event; null on a channel that is not persisted. */
  seq: number | null
  /** Changes when the server's store resets its counters; null without one. */
  epoch: string | null
  /** When the server accepted it, in the server's format. @defaultValue none */
  accepted_at?: string
}

/** A part of the kit that is created on first use, one per kit. */
export interface Feature {
  /** Releases its state. It may be used again when React shows a hidden tree. @defaultValue none */
  dispose?: () => void
}

/** The interface of the kit for its parts: presence, typing, user, log. */
export interface KitCore {
  readonly activeClient: ActiveClient
  readonly connection: CoreConnectionStore
  /** The raw pusher-js instance; null before the start. */
  readonly client: ReadableStore<{ client: PusherLike | null }>
  /** The current options; callbacks in them may change at any time. */
  readonly settings: KitOptions
  /** The provider's `sessionKey`, which identifies the user; null without one. */
  readonly sessionKey: string | number | null
  /** Aborted at the end of the session: another `sessionKey`, `dispose()`, or the provider's unmount. */
  readonly session: AbortSignal
  readonly endpoints: KitEndpoints
  /** The checks of the declared channels; undefined without declared channels. */
  readonly checks: ChannelChecks | undefined
  /** The declaration of a channel; undefined when the app declared none that matches. */
  definitionOf: (channel: string) => ChannelDefinition | undefined
  /** Why the declaration refuses a channel, or an event on it; null when it does not. */
  undeclared: (channel: string, event?: string) => Undeclared | null
  /** Adds a reference to the channel's subscription. */
  subscribe: (channel: string) => Lease
  /** The channel's status. Reading it does not subscribe to the channel. */
  channel: (name: string) => ReadableStore<ChannelSnapshot>
  /** Subscribes again after an error. */
  retry: (channel: string) => void
  /** Listens to one event, validated against its declaration. Does not subscribe; see `withLease`. */
  on: (channel: string, event: string, handler: EventHandler | HandlerRef) => () => void
  /**
   * Listens to every event but Pusher's own, with batches unpacked, `$kit` removed and payloads not validated. The
   * listener stays when pusher-js replaces its Channel object. Does not subscribe; see `withLease`.
   */
  onAny: (channel: string, handler: AnyEventHandler) => () => void
  /**
   * Like `onAny`, with payloads validated once for all listeners. A late listener gets the cached event of a cache
   * channel.
   */
  onAnyChecked: (channel: string, handler: AnyEventHandler) => () => void
  /** Calls a late listener with the cached event of a cache channel, if its name is `event`. */
  replay: (channel: string, event: string, handler: EventHandler) => void
  /** The error of the channel's last authorization: pusher-js passes on its message only, not the status. */
  authFailureOf: (channel: string) => Error | null
  /** `fetch` with the app's auth headers and one token refresh on 401/403; the timeout includes the body. */
  request: (url: string, init?: RequestInit) => Promise<Response>
  /** Listens to the responses of the app's own endpoints. */
  onAnswer: (listener: (response: Response) => void) => () => void
  /**
   * Listens to receipts of events that this client published. With `isExcluded`, the client does not receive
   * the event itself (`toOthers`).
   */
  onReceipt: (channel: string, handler: (receipt: Receipt, isExcluded: boolean) => void) => () => void
  reportReceipt: (channel: string, receipt: Receipt, isExcluded: boolean) => void
  reportGap: (gap: Gap) => void
  reportError: (error: Error) => void
  /** The permanent refusal when there is no other fallback to use; null otherwise. */
  refusal: () => Error | null
  /** Returns the part that `create` makes: the same one for every call, disposed with the kit. */
  feature: <P extends Feature>(create: (core: KitCore) => P) => P
}
