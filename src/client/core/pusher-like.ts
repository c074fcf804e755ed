/**
 * The structural type of pusher-js: `new Pusher()` of pusher-js, of `pusher-js/with-encryption` and of the mock are
 * assignable. pusher-js's own class type does not resolve under `moduleResolution: nodenext`.
 */
export interface PusherLike {
  /** The socket and its state. */
  readonly connection: ConnectionLike
  /** The signed-in user. */
  readonly user: UserLike
  /** The channel of this name, if it is subscribed or pending. */
  channel(name: string): ChannelLike | undefined
  /** Every channel that is subscribed or pending. */
  allChannels(): ChannelLike[]
  /** Subscribes, or returns the existing channel. */
  subscribe(name: string): ChannelLike
  /** Unsubscribes from the channel, for all listeners. */
  unsubscribe(name: string): void
  /** Opens the socket. */
  connect(): void
  /** Closes the socket and stays disconnected. */
  disconnect(): void
  /** Signs the user in, on this connection and later ones. */
  signin(): void
  /** Listens to an event on every channel. */
  bind(event: string, callback: Callback): unknown
  /** Removes listeners; without an event, all of them. */
  unbind(event?: string, callback?: Callback): unknown
  /** Listens to every event on every channel. */
  bind_global(callback: Callback): unknown
  /** Removes listeners of every event. */
  unbind_global(callback?: Callback): unknown
  /** Sends a frame; false when the socket is lost. */
  send_event(event: string, data: unknown, channel?: string): boolean
}

/** The listener type of pusher-js: any function. */
// oxlint-disable-next-line typescript/no-unsafe-function-type -- pusher-js declares its callbacks as Function
type Callback = Function

/** The common interface of pusher-js's channels, connection and user. */
export interface EmitterLike {
  /** Listens to an event. */
  bind(event: string, callback: Callback): unknown
  /** Removes listeners; without a callback, also those of other code. */
  unbind(event?: string, callback?: Callback): unknown
}

/** The structural type of pusher-js's ConnectionManager. */
export interface ConnectionLike extends EmitterLike {
  /** pusher-js's state; it stays `connected` for about 1 s after the socket is lost. */
  readonly state: string
  /** `"123.456"`; undefined until the first connection. */
  readonly socket_id: string
  /** Sends a frame; false when the socket is lost. */
  send_event(event: string, data: unknown, channel?: string): boolean
}

/** The structural type of pusher-js's Channel. */
export interface ChannelLike extends EmitterLike {
  /** The channel's name. */
  readonly name: string
  /** True once the subscription succeeded. */
  readonly subscribed: boolean
  /** True while the subscription is pending. */
  readonly subscriptionPending: boolean
  /** True when it was unsubscribed while pending. */
  readonly subscriptionCancelled: boolean
  /** Listens to every event of the channel. */
  bind_global(callback: Callback): unknown
  /** Removes listeners of every event. */
  unbind_global(callback?: Callback): unknown
  /** The members of a presence channel. @defaultValue none on other channels */
  readonly members?: MembersLike
  /** Subscribes again, after a failure. */
  subscribe(): void
  /** Sends a client event; true means sent, not accepted. */
  trigger(event: string, data: unknown): boolean
}

/** The structural type of pusher-js's Members. */
export interface MembersLike {
  /** Infos by id. */
  readonly members: Readonly<Record<string, unknown>>
  /** The id of this client's own user; null before the subscription. */
  readonly myID: string | number | null
}

/** The structural type of pusher-js's `pusher.user`. */
export interface UserLike extends EmitterLike {
  /** Listens to every event sent to the user. */
  bind_global(callback: Callback): unknown
  /** Removes listeners of every event. */
  unbind_global(callback?: Callback): unknown
  /** Emits `online` and `offline` for the users on the watchlist. */
  readonly watchlist: EmitterLike
}

/** A decoded frame, as pusher-js passes it to `connection.bind('message')`. */
export interface Frame {
  event: string
  channel?: string
  data?: unknown
  user_id?: string | number
}
