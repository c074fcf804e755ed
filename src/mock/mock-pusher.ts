import type { ChannelDefinitions } from '../channels/index.ts'
import type { App, HubChannelSnapshot, WebhookDelivery } from '../protocol/index.ts'
import type { CreateMockServer } from './backend/app-server.ts'
import type { HttpFault, HttpFaultOptions } from './backend/http-faults.ts'
import type { MockMessageHandlers } from './backend/messages.ts'
import type { MockNetwork } from './transport/network.ts'
import type { PusherClient, PusherConstructor, PusherJsOptions } from './transport/pusher-types.ts'
import type { MockFrame } from './state/transcript.ts'
import type { MockUser } from './mock-user.ts'
import type { Authorize } from './backend/authorize.ts'
import type { RemoteMember } from './backend/remote-member.ts'
import type { MockConnection } from './transport/mock-connections.ts'

/** How the mock is made; everything has a default. */
export interface MockPusherOptions {
  /**
   * What of the app differs: its key, its limits, its webhooks.
   * @defaultValue `{ id: '1', key: 'mock-key', secret: 'mock-secret' }`
   */
  app?: Partial<App>
  /**
   * Declared channels: events are checked against them, `persist` channels are numbered and kept.
   * @defaultValue none: anything goes
   */
  channels?: ChannelDefinitions
  /** ms each way, fixed or drawn from a range. @defaultValue 0 */
  latency?: MockNetwork['latency']
  /**
   * What everything random is drawn from, socket ids and latencies: the same number of a seed, the same run.
   * @defaultValue 1
   */
  seed?: number
  /** How long `subscribed()` and `settled()` wait at most, ms. @defaultValue 3500 */
  waitTimeout?: number
  /** Who the clients of `mock.provider` are. @defaultValue `{ id: 'me', info: { name: 'Me' } }` */
  user?: MockUser
  /**
   * The app's server for `sendMessage`: handlers by message type, as `createPusherServer` takes them.
   *
   * @defaultValue a message is published as an event of its type
   */
  messages?: MockMessageHandlers
  /**
   * The app's own server: its policies and message handlers run in memory behind `mock.fetch`. What `mock.trigger`
   * publishes then has no number; publish by the server where it shall have one.
   *
   * @defaultValue none: everything is allowed, see `authorize`
   */
  server?: CreateMockServer
  /** The pusher-js to run. @defaultValue the package's main build */
  Pusher?: PusherConstructor
}

/** Options of one client: pusher-js's own and who it is. */
export type MockClientOptions = Partial<PusherJsOptions> & {
  /** Who the client is. @defaultValue the user of `createMockPusher` */
  user?: MockUser
}

/** What `<PusherProvider {...mock.provider}>` needs. */
export interface MockProvider {
  /** The key of the mock's app. */
  appKey: string
  /** Makes a pusher-js instance on the mock's wire. */
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
   * - `'by timer'`: when they planned to
   * - `'now'`: at once, which costs a test no waiting
   *
   * @defaultValue 'by timer'
   */
  reconnect?: 'by timer' | 'now'
}

/** The whole control surface of one mock. */
export interface MockPusher {
  /** The app that the mock serves. */
  readonly app: App
  /** What `PusherProvider` needs, ready to be spread. */
  readonly provider: MockProvider
  /** Answers auth, message, trigger and history in memory. */
  readonly fetch: typeof fetch
  /** The network between the clients and the mock. Assigning changes what is named and leaves the rest. */
  get network(): MockNetwork
  set network(change: Partial<MockNetwork>)
  /** Everything that crossed the wire, oldest first. */
  readonly frames: readonly MockFrame[]
  /**
   * Runs `listener` behind every frame that crosses; keep it short, the wire waits for it.
   *
   * @returns ends it
   */
  onFrame(listener: () => void): () => void
  /** Every open connection, those of remote members too. */
  readonly connections: readonly MockConnection[]
  /** The webhooks that Pusher would have sent, signed, oldest first; every kind unless `app.webhooks` says which. */
  readonly webhooks: readonly WebhookDelivery[]
  /**
   * A pusher-js instance on the mock's wire, connecting.
   *
   * @throws {@link MockError} after `dispose()`
   */
  client(options?: MockClientOptions): PusherClient
  /**
   * Publishes as a server would.
   *
   * @throws {@link MockError} when Pusher would refuse it, or it does not fit the declared channels
   */
  trigger(
    channels: string | readonly string[],
    event: string,
    data: unknown,
    options?: { socketId?: string },
  ): void
  /**
   * Adds a remote member to a presence channel.
   *
   * @throws {@link MockError} when it is no presence channel, or Pusher would refuse the member
   */
  join(channel: string, member: { id: string | number; info?: unknown }): RemoteMember
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
   * Decides on every authorisation from now on; without it everything is allowed.
   *
   * @returns puts back who decided before, unless somebody else decides by then
   * @throws {@link MockError} with a `server`, whose policies decide, or after `dispose()`
   */
  authorize(decide: Authorize): () => void
  /**
   * Makes requests to the app's server fail, wait or hang, those that bare clients make for a signature too. Of several
   * faults for the same request the oldest applies, so that a list of them comes one after the other.
   *
   * @returns ends it, and counts the requests that it applied to
   * @throws {@link MockError} when the options make no sense, or after `dispose()`
   */
  http(fault: HttpFaultOptions): HttpFault
  /**
   * Closes every connection of a client, with 4200 unless `code` says otherwise: it comes back at once
   * (Pusher documentation, "Pusher Channels Protocol").
   */
  drop(options?: { code?: number; reason?: string }): void
  /**
   * Pusher is down: connections end with 1006, as when a host dies, unless `code` says otherwise; new ones
   * are refused.
   */
  outage(options?: { code?: number }): void
  /**
   * Ends an outage. Clients come back by their own timers; with `reconnect: 'now'` those that are away, and did not
   * disconnect by themselves, try at once.
   */
  restore(options?: RestoreOptions): void
  /** The clients' network is gone: nothing passes in either direction. */
  offline(): void
  /** The clients' network is back: broken connections are noticed at once. */
  online(): void
  /**
   * Resolves once a client is subscribed.
   *
   * @throws {@link MockError} after the timeout
   */
  subscribed(channel: string, options?: WaitOptions): Promise<void>
  /**
   * Resolves once nothing is on its way: no frame, connect or authorisation.
   *
   * @throws {@link MockError} after the timeout
   */
  settled(options?: WaitOptions): Promise<void>
  /** Disconnects everything and leaves nothing behind; any later use throws. Idempotent. */
  dispose(): void
}
