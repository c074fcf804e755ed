/**
 * pusher-js by its shape: `new Pusher()` of pusher-js, of `pusher-js/with-encryption` and of the mock all fit.
 * Written out because pusher-js's own class type does not resolve under `moduleResolution: nodenext`.
 */
export interface PusherLike {
  /** The socket and its state. */
  readonly connection: ConnectionLike
  /** The user of the sign-in. */
  readonly user: UserLike
  /** The channel of this name, when it is subscribed or about to be. */
  channel(name: string): ChannelLike | undefined
  /** Every channel that is subscribed or about to be. */
  allChannels(): ChannelLike[]
  /** Subscribes, or hands back the channel as it is. */
  subscribe(name: string): ChannelLike
  /** Leaves the channel, whoever else still listens. */
  unsubscribe(name: string): void
  /** Opens the socket. */
  connect(): void
  /** Closes the socket and stays disconnected. */
  disconnect(): void
  /** Signs the user in, on this connection and those to come. */
  signin(): void
  /** Listens to an event on every channel. */
  bind(event: string, callback: Callback): unknown
  /** Takes listeners off; without an event all of them. */
  unbind(event?: string, callback?: Callback): unknown
  /** Listens to every event on every channel. */
  bind_global(callback: Callback): unknown
  /** Takes listeners of every event off. */
  unbind_global(callback?: Callback): unknown
  /** Sends a frame; false when the socket is gone. */
  send_event(event: string, data: unknown, channel?: string): boolean
}

/** A listener as pusher-js declares it: any function. */
// oxlint-disable-next-line typescript/no-unsafe-function-type -- pusher-js declares its callbacks as Function
type Callback = Function

/** What pusher-js's channels, connection and user have in common. */
export interface EmitterLike {
  /** Listens to an event. */
  bind(event: string, callback: Callback): unknown
  /** Takes listeners off, also everybody else's: name the callback. */
  unbind(event?: string, callback?: Callback): unknown
}

/** pusher-js's ConnectionManager by its shape. */
export interface ConnectionLike extends EmitterLike {
  /** The state as pusher-js sees it; it stays `connected` for about 1 s after a drop. */
  readonly state: string
  /** `"123.456"`; undefined until the first connection. */
  readonly socket_id: string
  /** Sends a frame; false when the socket is gone. */
  send_event(event: string, data: unknown, channel?: string): boolean
}

/** pusher-js's Channel by its shape. */
export interface ChannelLike extends EmitterLike {
  /** The channel's name. */
  readonly name: string
  /** True once the subscription succeeded. */
  readonly subscribed: boolean
  /** True while the subscription is under way. */
  readonly subscriptionPending: boolean
  /** True when it was left while under way. */
  readonly subscriptionCancelled: boolean
  /** Listens to every event of the channel. */
  bind_global(callback: Callback): unknown
  /** Takes listeners of every event off. */
  unbind_global(callback?: Callback): unknown
  /** The members of a presence channel. @defaultValue none on other channels */
  readonly members?: MembersLike
  /** Subscribes again, after a failure. */
  subscribe(): void
  /** Sends a client event; true means sent, not accepted. */
  trigger(event: string, data: unknown): boolean
}

/** pusher-js's Members by its shape. */
export interface MembersLike {
  /** Infos by id. */
  readonly members: Readonly<Record<string, unknown>>
  /** The id of this client's own user; null before the subscription. */
  readonly myID: string | number | null
}

/** pusher-js's `pusher.user` by its shape. */
export interface UserLike extends EmitterLike {
  /** Listens to every event sent to the user. */
  bind_global(callback: Callback): unknown
  /** Takes listeners of every event off. */
  unbind_global(callback?: Callback): unknown
  /** Emits `online` and `offline` for the users on the watchlist. */
  readonly watchlist: EmitterLike
}

/** One decoded frame, as pusher-js hands it to `connection.bind('message')`. */
export interface Frame {
  event: string
  channel?: string
  data?: unknown
  user_id?: string | number
}
