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
   * Settings of the app that differ from the default, such as its key, limits and webhooks.
   * @defaultValue `{ id: '1', key: 'mock-key', secret: 'mock-secret' }`
   */
  app?: Partial<App>
  /**
   * Declared channels: events are checked against them, `persist` channels are numbered and kept.
   * @defaultValue none: every channel and event is allowed
   */
  channels?: Channels
  /**
   * What is done with a channel or an event that `channels` does not have: `'refuse'` throws, `'allow'` publishes it
   * unchecked. Events of the kit and of Pusher are published in any case.
   * @defaultValue `'refuse'`
   */
  unknownEvents?: Unknown
  /** ms each way, fixed or drawn from a range. @defaultValue 0 */
  latency?: MockNetwork['latency']
  /**
   * Seed of the random numbers for socket ids and latencies: their start position. The same seed gives the same run.
   * @defaultValue 1
   */
  seed?: number
  /** How long `subscribed()` and `settled()` wait at most, ms. @defaultValue 3500 */
  waitTimeout?: number
  /** The user of the clients of `mock.provider`. @defaultValue `{ id: 'me', info: { name: 'Me' } }` */
  user?: MockUser
  /**
   * The app's server for `sendMessage`: handlers by message type, as `createPusherServer` takes them.
   *
   * @defaultValue a message is published as an event of its type
   */
  messages?: MockMessageHandlers
  /**
   * The app's own server: its policies and message handlers run in memory behind `mock.fetch`. Events of
   * `mock.trigger` then have no number; publish through the server for events with one.
   *
   * @defaultValue none: everything is allowed, see `authorize`
   */
  server?: CreateMockServer
  /** The pusher-js to run. @defaultValue the package's main build */
  Pusher?: PusherConstructor
}

/** Options of one client: those of pusher-js, and its user. */
export type MockClientOptions = Partial<PusherJsOptions> & {
  /** The user of the client. @defaultValue the user of `createMockPusher` */
  user?: MockUser
}

/** What `<PusherProvider {...mock.provider}>` needs. */
export interface MockProvider {
  /** The key of the mock's app. */
  appKey: string
  /** Creates a pusher-js instance that is connected to the mock. */
  createClient: (appKey: string, options?: Partial<PusherJsOptions>) => PusherClient
  /** Answers the endpoints. */
  fetch: typeof fetch
}

/** How long to wait. */
export interface WaitOptions {
  /** Longest time to wait, ms; of the fake clock under fake timers. @defaultValue `waitTimeout` of the mock */
  timeout?: number
}

/** How an outage ends. */
export interface RestoreOptions {
  /**
   * When the clients try again:
   * - `'by timer'`: at the time they scheduled
   * - `'now'`: at once, so that a test need not wait
   *
   * @defaultValue 'by timer'
   */
  reconnect?: 'by timer' | 'now'
}

/** The whole control surface of one mock. */
export interface MockPusher<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /** The app that the mock serves. */
  readonly app: App
  /** Props for `PusherProvider`, to be spread. */
  readonly provider: MockProvider
  /** Answers auth, message, trigger and history in memory. */
  readonly fetch: typeof fetch
  /** The network between the clients and the mock. An assignment changes the given properties only. */
  get network(): MockNetwork
  set network(change: Partial<MockNetwork>)
  /** All frames that were sent or received, oldest first. */
  readonly frames: readonly MockFrame[]
  /**
   * Calls `listener` after every frame; keep it short, because it delays the next frame.
   *
   * @returns a function that removes the listener
   */
  onFrame(listener: () => void): () => void
  /** Every open connection, those of remote members too. */
  readonly connections: readonly MockConnection[]
  /** The webhooks that Pusher would have sent, signed, oldest first; every kind unless `app.webhooks` says which. */
  readonly webhooks: readonly WebhookDelivery[]
  /**
   * Creates a pusher-js instance that connects to the mock.
   *
   * @throws {@link MockError} after `dispose()`
   */
  client(options?: MockClientOptions): PusherClient
  /**
   * Publishes as a server would.
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
  /** One channel as the server sees it. */
  channel(name: string): HubChannelSnapshot
  /**
   * Decides on every authorization from now on; without it everything is allowed.
   *
   * @returns a function that restores the previous callback, unless another one was set since
   * @throws {@link MockError} with a `server`, whose policies decide, or after `dispose()`
   */
  authorize(decide: Authorize): () => void
  /**
   * Makes requests to the app's server fail, wait or hang, including requests for a signature by bare clients. Of several
   * faults for the same request the oldest applies, so that several of them apply one after the other.
   *
   * @returns a function that ends the fault and counts the requests that it applied to
   * @throws {@link MockError} when the options are invalid, or after `dispose()`
   */
  http(fault: HttpFaultOptions): HttpFault
  /**
   * Closes every connection of a client, with 4200 or with `code`: after 4200 it reconnects at once
   * (Pusher documentation, "Pusher Channels Protocol").
   */
  drop(options?: { code?: number; reason?: string }): void
  /**
   * Starts an outage: connections end with 1006, as when a host crashes, or with `code`; new ones
   * are refused.
   */
  outage(options?: { code?: number }): void
  /**
   * Ends an outage. Clients reconnect by their own timers; with `reconnect: 'now'` those that lost their connection, and
   * did not disconnect by themselves, try at once.
   */
  restore(options?: RestoreOptions): void
  /** Takes the clients' network down: no frame passes in either direction. */
  offline(): void
  /** Brings the clients' network back: broken connections are detected at once. */
  online(): void
  /**
   * Resolves once a client is subscribed.
   *
   * @throws {@link MockError} after the timeout
   */
  subscribed(channel: string, options?: WaitOptions): Promise<void>
  /**
   * Resolves once nothing is in flight: no frame, connect or authorization.
   *
   * @throws {@link MockError} after the timeout
   */
  settled(options?: WaitOptions): Promise<void>
  /** Disconnects everything and removes all timers and listeners; any later use throws. Idempotent. */
  dispose(): void
}
