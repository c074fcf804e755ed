import type { ChannelDefinition } from '../channels/index.ts'
import type { ConnectionStore } from './connection-types.ts'
import type { Endpoints, KitOptions } from './options.ts'
import type { PusherLike } from './pusher-like.ts'
import type { Wire } from './wire.ts'

/** A store for `useSyncExternalStore`: the snapshot is the same object until something changed. */
export interface ReadableStore<S> {
  /** Calls `listener` after every change; the answer ends it. */
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => S
}

/** One reference to a subscription; the channel is left when the last one is released. */
export interface Lease {
  /** Idempotent. */
  release(): void
}

/** `subscribing` also while the connection is down. */
export type ChannelStatus = 'idle' | 'subscribing' | 'subscribed' | 'error'

/** A channel's subscription. */
export interface ChannelSnapshot {
  name: string
  status: ChannelStatus
  error: Error | null
  /** From `pusher_internal:subscription_count`; null when the app has the event switched off. */
  subscriptionCount: number | null
}

/** What came with a payload: where it was published, and what the kit's server added under `$kit`. */
export interface EventMeta {
  channel: string
  event: string
  /** Contiguous per channel; null for events that no kit server numbered. */
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

/** A listener of every event of a channel. */
export type AnyEventHandler = (event: string, data: unknown, meta: EventMeta) => void

/** Events that a reader missed. */
export interface Gap {
  channel: string
  /** `seq` of the last event before the gap; null when the channel has no numbers. */
  after: number | null
  /** `seq` of the first event after the gap; null when the channel has no numbers. */
  before: number | null
  /** ms that the reader was away. */
  durationMs: number
}

/** What the server says of an event that it accepted from this client. */
export interface Receipt {
  id?: string
  /** The event's number; null on a channel that is not persisted. */
  seq: number | null
  epoch: string | null
  /** When the server accepted it, as the server wrote it. */
  accepted_at?: string
}

/** A piece of the kit that is made at its first use, one per kit. */
export interface Part {
  /** Drops what it holds. It may be used again, when React shows a hidden tree again. */
  dispose?: () => void
}

/**
 * What the parts of this room (presence, typing, user, log) get of the kit, and all they know of it.
 */
export interface KitCore {
  readonly wire: Wire
  readonly connection: ConnectionStore
  /** The raw pusher-js instance; null before the start. */
  readonly client: ReadableStore<{ client: PusherLike | null }>
  /** The present options; callbacks in them may change at any time. */
  readonly settings: KitOptions
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
  /** One event of the channel, checked against its declaration. Does not subscribe: take a lease as well. */
  hear: (channel: string, event: string, handler: EventHandler | HandlerRef) => () => void
  /**
   * Every event of the channel but Pusher's own, batches unpacked, `$kit` stripped, payloads unchecked.
   * Survives pusher-js replacing its Channel object. Does not subscribe: take a lease as well.
   */
  listenAll: (channel: string, handler: AnyEventHandler) => () => void
  /** `fetch` with the app's auth headers (one token refresh on 401/403) and timeout. */
  request: (url: string, init?: RequestInit) => Promise<Response>
  /** The numbers of events that the server took from this client, and may keep from it. */
  onReceipt: (channel: string, handler: (receipt: Receipt) => void) => () => void
  reportReceipt: (channel: string, receipt: Receipt) => void
  reportGap: (gap: Gap) => void
  reportError: (error: Error) => void
  /** The part that `create` makes: the same one at every call, disposed with the kit. */
  part: <P extends Part>(create: (core: KitCore) => P) => P
}
