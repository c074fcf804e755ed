import type { ConnectionStore } from './connection-types.ts'

/** A store for `useSyncExternalStore`: the snapshot is the same object until something changed. */
export interface ReadableStore<S> {
  subscribe(listener: () => void): () => void
  getSnapshot(): S
}

/** One reference to a subscription; the channel is left when the last one is released. */
export interface Lease {
  /** Idempotent. */
  release(): void
}

export type ChannelStatus = 'idle' | 'subscribing' | 'subscribed' | 'error'

export interface ChannelSnapshot {
  name: string
  status: ChannelStatus
  error: Error | null
  /** From `pusher_internal:subscription_count`; null when the app has the event switched off. */
  subscriptionCount: number | null
}

/** What the kit's server added to a payload under `$kit`, stripped before anybody sees the payload. */
export interface EventMeta {
  channel: string
  event: string
  /** Contiguous per channel; null for events that no kit server numbered. */
  seq: number | null
  epoch: string | null
  /** On presence channels: who sent a client event. */
  userId: string | null
}

export type AnyEventHandler = (event: string, data: unknown, meta: EventMeta) => void

/**
 * What the parts of this room (presence, typing, user, log) get of the kit, and all they know of it.
 */
export interface KitCore {
  readonly connection: ConnectionStore
  /** Takes a reference to the channel's subscription. */
  subscribe(channel: string): Lease
  /** The channel's status. Reading it subscribes to nothing. */
  channel(name: string): ReadableStore<ChannelSnapshot>
  /**
   * Every event of the channel but Pusher's own, batches unpacked, `$kit` stripped. Survives pusher-js
   * replacing its Channel object. Does not subscribe: take a lease as well.
   */
  listenAll(channel: string, handler: AnyEventHandler): () => void
  /** `fetch` with the app's auth headers (one token refresh on 401/403) and timeout. `url` is an endpoint of the kit. */
  request(url: string, init?: RequestInit): Promise<Response>
  endpoints: {
    auth: string
    userAuth: string
    message: string
    trigger: string
    history: string
    status: string
  }
  reportError(error: Error): void
}
