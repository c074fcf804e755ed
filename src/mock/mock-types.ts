import type { ChannelDefinitions } from '../channels/index.ts'
import type { App, ChannelSnapshot, WebhookDelivery } from '../protocol/index.ts'
import type { MockMessageHandlers } from './messages.ts'
import type { MockNetwork } from './network.ts'
import type { PusherClient, PusherConstructor, PusherOptions } from './pusher-types.ts'
import type { MockFrame } from './transcript.ts'

/** Who a client of the mock is: what the auth endpoints say of them. */
export interface MockUser {
  id: string | number
  /** Shown to the other members of presence channels. */
  info?: unknown
  /** Users whose coming and going is told after sign-in. */
  watchlist?: readonly string[]
}

/** What `mock.authorize` is asked. */
export interface AuthorizationRequest {
  /** The channel, or null for a sign-in. */
  channelName: string | null
  socketId: string
  user: MockUser
  /** 1 for the first time that this user asks for this channel. */
  attempt: number
  /** The bearer token of the request, or null. */
  token: string | null
}

/** What `mock.authorize` answers: allowed, denied with 403, or in detail. */
export type AuthorizationVerdict =
  | boolean
  | {
      /** ms before the answer; `Infinity` never answers. */
      delay?: number
      /** HTTP status of a refusal; left out or 200, the request is allowed. */
      status?: number
      /** Text of a refusal. */
      error?: string
      /** Who it is, where the test decides by the token rather than by the client. */
      user?: MockUser
      /** In place of the user's own info on a presence channel. */
      info?: unknown
      /** Sent in place of the right signature. */
      auth?: string
    }

/** Decides on an authorisation. */
export type Authorize = (
  request: AuthorizationRequest,
) => AuthorizationVerdict | Promise<AuthorizationVerdict>

/** How the mock is made; everything has a default. */
export interface MockPusherOptions {
  app?: Partial<App>
  /** Declared channels: events are checked against them, `persist` channels are numbered and kept. */
  channels?: ChannelDefinitions
  /** ms each way, fixed or drawn from a range. @defaultValue 0 */
  latency?: MockNetwork['latency']
  /** Of everything random: socket ids and latencies. @defaultValue 1 */
  seed?: number
  /** Who the clients of `mock.provider` are. @defaultValue `{ id: 'me', info: { name: 'Me' } }` */
  user?: MockUser
  /**
   * The app's server for `sendMessage`: handlers by message type, as `createPusherServer` takes them.
   *
   * @defaultValue a message is published as an event of its type
   */
  messages?: MockMessageHandlers
  /** The pusher-js to run. @defaultValue the package's main build */
  Pusher?: PusherConstructor
}

/** Options of one client: pusher-js's own and who it is. */
export type MockClientOptions = Partial<PusherOptions> & { user?: MockUser }

/** What `<PusherProvider {...mock.provider}>` needs. */
export interface MockProvider {
  appKey: string
  createClient: (appKey: string, options?: Partial<PusherOptions>) => PusherClient
  fetch: typeof fetch
}

/** A connection to the mock. */
export interface MockConnection {
  readonly socketId: string
  readonly channels: readonly string[]
  /** Who the client is; null for a connection of a remote member. */
  readonly user: MockUser | null
  /** The remote member behind it; null for a client's. */
  readonly member: RemoteMember | null
  /** Whether it signed in. */
  readonly signedIn: boolean
  close(code?: number, reason?: string): void
}

/** A member of a presence channel without a client in this test. */
export interface RemoteMember {
  readonly id: string | number
  readonly channel: string
  /** Sends a client event to the other members. */
  trigger(event: string, data: unknown): void
  leave(): void
}

/** How long to wait. */
export interface WaitOptions {
  /** ms; of the fake clock under fake timers. @defaultValue 2000 */
  timeout?: number
}

/** The whole control surface of one mock. */
export interface MockPusher {
  readonly app: App
  readonly provider: MockProvider
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
  readonly connections: readonly MockConnection[]
  /** The webhooks that Pusher would have sent, signed, oldest first; every kind unless `app.webhooks` says which. */
  readonly webhooks: readonly WebhookDelivery[]
  /** A pusher-js instance on the mock's wire, connecting. */
  client(options?: MockClientOptions): PusherClient
  /** Publishes as a server would. @throws MockError when Pusher would refuse it */
  trigger(
    channels: string | readonly string[],
    event: string,
    data: unknown,
    options?: { socketId?: string },
  ): void
  /** Adds a remote member to a presence channel. @throws MockError when it is no presence channel */
  join(channel: string, member: { id: string | number; info?: unknown }): RemoteMember
  /** Publishes to a signed-in user. */
  sendToUser(userId: string, event: string, data: unknown): void
  /** Closes every connection on which the user signed in, as Pusher's HTTP API does (4009). */
  terminateUser(userId: string): void
  channel(name: string): ChannelSnapshot
  /**
   * Decides on every authorisation from now on; without it everything is allowed.
   *
   * @returns puts back who decided before, unless somebody else decides by then
   */
  authorize(decide: Authorize): () => void
  /** Closes every connection of a client. @defaultValue code 4200, which comes back at once */
  drop(options?: { code?: number; reason?: string }): void
  /** Pusher is down: connections end, new ones are refused. @defaultValue code 1006, as when a host dies */
  outage(options?: { code?: number }): void
  /** Ends an outage. */
  restore(): void
  /** The clients' network is gone: nothing passes in either direction. */
  offline(): void
  /** The clients' network is back: broken connections are noticed at once. */
  online(): void
  /** Resolves once a client is subscribed. @throws MockError after the timeout */
  subscribed(channel: string, options?: WaitOptions): Promise<void>
  /** Resolves once nothing is on its way: no frame, connect or authorisation. @throws MockError after the timeout */
  settled(options?: WaitOptions): Promise<void>
  /** Disconnects everything and leaves nothing behind; any later use throws. Idempotent. */
  dispose(): void
}
