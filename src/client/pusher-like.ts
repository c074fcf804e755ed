/**
 * pusher-js by its shape: `new Pusher()` of pusher-js, of `pusher-js/with-encryption` and of the mock all fit.
 * Written out because pusher-js's own class type does not resolve under `moduleResolution: nodenext`.
 */
export interface PusherLike {
  readonly connection: ConnectionLike
  readonly user: UserLike
  channel(name: string): ChannelLike | undefined
  allChannels(): ChannelLike[]
  subscribe(name: string): ChannelLike
  unsubscribe(name: string): void
  connect(): void
  disconnect(): void
  signin(): void
  bind(event: string, callback: Callback): unknown
  unbind(event?: string, callback?: Callback): unknown
  bind_global(callback: Callback): unknown
  unbind_global(callback?: Callback): unknown
  send_event(event: string, data: unknown, channel?: string): boolean
}

// oxlint-disable-next-line typescript/no-unsafe-function-type -- pusher-js declares its callbacks as Function
type Callback = Function

/** What pusher-js's channels, connection and user have in common. */
export interface EmitterLike {
  bind(event: string, callback: Callback): unknown
  unbind(event?: string, callback?: Callback): unknown
}

/** pusher-js's ConnectionManager by its shape. */
export interface ConnectionLike extends EmitterLike {
  readonly state: string
  readonly socket_id: string
  send_event(event: string, data: unknown, channel?: string): boolean
}

/** pusher-js's Channel by its shape. */
export interface ChannelLike extends EmitterLike {
  readonly name: string
  readonly subscribed: boolean
  readonly subscriptionPending: boolean
  readonly subscriptionCancelled: boolean
  bind_global(callback: Callback): unknown
  unbind_global(callback?: Callback): unknown
  /** On presence channels. */
  readonly members?: MembersLike
  subscribe(): void
  trigger(event: string, data: unknown): boolean
}

/** pusher-js's Members by its shape. */
export interface MembersLike {
  /** Infos by id. */
  readonly members: Readonly<Record<string, unknown>>
  readonly myID: string | number | null
}

/** pusher-js's `pusher.user` by its shape. */
export interface UserLike extends EmitterLike {
  bind_global(callback: Callback): unknown
  unbind_global(callback?: Callback): unknown
  readonly watchlist: EmitterLike
}

/** One decoded frame, as pusher-js hands it to `connection.bind('message')`. */
export interface Frame {
  event: string
  channel?: string
  data?: unknown
  user_id?: string | number
}
