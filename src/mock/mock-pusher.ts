import type { ChannelDefinitions } from '../channels/index.ts'
import type {
  ChannelIn,
  DataIn,
  DeclaredFor,
  EventIn,
  EventKind,
  MemberIn,
  PresenceChannelIn,
  UnknownEvents,
} from '../channels/internal.ts'
import type { App, HubChannelSnapshot, WebhookDelivery } from '../protocol/index.ts'
import type { CreateMockServer } from './backend/app-server.ts'
import type { HttpFault, HttpFaultOptions } from './backend/http-faults.ts'
import type { MockMessageHandlers } from './backend/messages.ts'
import type { MockNetwork } from './transport/network.ts'
import type { PusherClient, PusherConstructor, PusherJsOptions } from './transport/pusher-types.ts'
import type { MockFrame } from './state/transcript.ts'
import type { MockUser } from './mock-user.ts'
import type { Authorize } from './backend/authorize.ts'
import type { MemberEvents, RemoteMember } from './backend/remote-member.ts'
import type { MockConnection } from './transport/mock-connections.ts'

/** Options of `createMockPusher`; each has a default. */
export interface MockPusherOptions<
  Channels extends ChannelDefinitions = ChannelDefinitions,
  Unknown extends UnknownEvents = UnknownEvents,
> {
  /**
   * Settings of the app that override the defaults, such as its key, limits and webhooks.
   * @defaultValue `{ id: '1', key: 'mock-key', secret: 'mock-secret' }`
   */
  app?: Partial<App>
  /**
   * Declared channels. Events are validated against them, and events of `persist` channels are numbered and stored.
   * @defaultValue none: every channel and event is allowed
   */
  channels?: Channels
  /**
   * How to handle a channel or an event that is not in `channels`. `'refuse'` throws, `'allow'` publishes without
   * validation. Events of the kit and of Pusher are always published.
   * @defaultValue `'refuse'`
   */
  unknownEvents?: Unknown
  /** Latency of each direction, ms: a constant or a random range. @defaultValue 0 */
  latency?: MockNetwork['latency']
  /**
   * Seed (start position) of the random numbers for socket ids and latencies. The same seed gives the same run.
   * @defaultValue 1
   */
  seed?: number
  /** Maximum time that `subscribed()` and `settled()` wait, ms. @defaultValue 3500 */
  waitTimeout?: number
  /** The user of the clients of `mock.provider`. @defaultValue `{ id: 'me', info: { name: 'Me' } }` */
  user?: MockUser
  /**
   * The app's handlers for `sendMessage` by message type, as in `createPusherServer`.
   *
   * @defaultValue a message is published as an event of its type
   */
  messages?: MockMessageHandlers
  /**
   * The app's own server, whose policies and message handlers run in memory behind `mock.fetch`. Events of
   * `mock.trigger` then have no number; publish through the server for events with numbers.
   *
   * @defaultValue none: everything is allowed, see `authorize`
   */
  server?: CreateMockServer
  /** The pusher-js class to use. @defaultValue the package's main build */
  Pusher?: PusherConstructor
}

/** Options of a client: those of pusher-js, and its user. */
export type MockClientOptions = Partial<PusherJsOptions> & {
  /** The user of the client. @defaultValue the user of `createMockPusher` */
  user?: MockUser
}

/** The props for `<PusherProvider {...mock.provider}>`. */
export interface MockProvider {
  /** The key of the mock's app. */
  appKey: string
  /** Creates a pusher-js instance that connects to the mock. */
  createClient: (appKey: string, options?: Partial<PusherJsOptions>) => PusherClient
  /** Handles requests to the endpoints. */
  fetch: typeof fetch
}

/** Options for waiting. */
export interface WaitOptions {
  /** Maximum time to wait, ms; with fake timers, of the fake clock. @defaultValue `waitTimeout` of the mock */
  timeout?: number
}

/** Options for the end of an outage. */
export interface RestoreOptions {
  /**
   * When clients retry:
   * - `'by timer'`: at the scheduled time
   * - `'now'`: immediately, without waiting for the timer
   *
   * @defaultValue 'by timer'
   */
  reconnect?: 'by timer' | 'now'
}

/** The API of a mock. */
export interface MockPusher<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /** The app that the mock serves. */
  readonly app: App
  /** Props for `PusherProvider`, to spread. */
  readonly provider: MockProvider
  /** Handles auth, message, trigger and history requests in memory. */
  readonly fetch: typeof fetch
  /** The network between the clients and the mock. Assigning an object changes only the given properties. */
  get network(): MockNetwork
  set network(change: Partial<MockNetwork>)
  /** All sent and received frames, oldest first. */
  readonly frames: readonly MockFrame[]
  /**
   * Calls `listener` after every frame. Keep it short, because it delays the next frame.
   *
   * @returns a function that removes the listener
   */
  onFrame(listener: () => void): () => void
  /** The open connections, including those of remote members. */
  readonly connections: readonly MockConnection[]
  /**
   * The webhooks that Pusher would have sent, signed, oldest first; of every kind unless `app.webhooks` selects kinds.
   */
  readonly webhooks: readonly WebhookDelivery[]
  /**
   * Creates a pusher-js instance that connects to the mock.
   *
   * @throws {@link MockError} after `dispose()`
   */
  client(options?: MockClientOptions): PusherClient
  /**
   * Publishes like a server.
   *
   * @throws {@link MockError} when Pusher would refuse it, or it does not fit the declared channels
   */
  trigger<const Name extends string, const Event extends EventIn<DeclaredFor<Channels>, Name, EventKind>>(
    channels: ChannelIn<Channels, Name> | readonly ChannelIn<Channels, Name>[],
    event: Event,
    data: DataIn<DeclaredFor<Channels>, Name, Event, EventKind>,
    options?: { socketId?: string },
  ): void
  /**
   * Adds a remote member to a presence channel.
   *
   * @throws {@link MockError} when it is not a presence channel, or Pusher would refuse the member
   */
  join<const Name extends string>(
    channel: PresenceChannelIn<DeclaredFor<Channels>, Name>,
    member: { id: string | number; info?: MemberIn<DeclaredFor<Channels>, Name> },
  ): RemoteMember<MemberEvents<Channels, Name> & object>
  /** Publishes to a signed-in user. */
  sendToUser(userId: string, event: string, data: unknown): void
  /**
   * Closes every connection on which the user signed in, with 4009 (Pusher documentation, "Terminating user
   * connections").
   */
  terminateUser(userId: string): void
  /** The current state of a channel on the server. */
  channel(name: string): HubChannelSnapshot
  /**
   * Sets the callback for all further authorizations. Without it, everything is allowed.
   *
   * @returns a function that restores the previous callback, unless another one was set since
   * @throws {@link MockError} with a `server`, whose policies decide, or after `dispose()`
   */
  authorize(decide: Authorize): () => void
  /**
   * Makes requests to the app's server fail, wait or hang, including authorization requests of pusher-js instances
   * without the kit. If several faults match a request, the oldest applies, so that they can be applied one after the
   * other.
   *
   * @returns a function that ends the fault, and counts the requests that it was applied to
   * @throws {@link MockError} when the options are invalid, or after `dispose()`
   */
  http(fault: HttpFaultOptions): HttpFault
  /**
   * Closes every connection of a client with `code`, by default 4200, after which it reconnects immediately (Pusher
   * documentation, "Pusher Channels Protocol").
   */
  drop(options?: { code?: number; reason?: string }): void
  /**
   * Starts an outage: closes all connections with `code`, by default 1006 as when a host crashes, and refuses new
   * ones.
   */
  outage(options?: { code?: number }): void
  /**
   * Ends an outage. Clients reconnect by their own timers. With `reconnect: 'now'`, clients that lost their connection
   * reconnect immediately, unless they disconnected themselves.
   */
  restore(options?: RestoreOptions): void
  /** Takes the clients offline: no frames pass in either direction. */
  offline(): void
  /** Brings the clients online again. They detect broken connections immediately. */
  online(): void
  /**
   * Resolves once a client is subscribed to the channel.
   *
   * @throws {@link MockError} after the timeout
   */
  subscribed(channel: string, options?: WaitOptions): Promise<void>
  /**
   * Resolves once nothing is in flight: no frame, connection attempt or authorization.
   *
   * @throws {@link MockError} after the timeout
   */
  settled(options?: WaitOptions): Promise<void>
  /** Disconnects everything and removes all timers and listeners. Any later use throws. Idempotent. */
  dispose(): void
}
