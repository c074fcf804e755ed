import type { WebhookDelivery, WebhookEndpoint } from '../webhooks/webhook-types.ts'

/** One Pusher app that the hub serves. */
export interface App {
  /** Numeric, as a string: pusher's HTTP clients parse it. */
  id: string
  /** The app key: clients connect with it. */
  key: string
  /** Signs subscriptions, API requests and webhooks. */
  secret: string
  /**
   * A disabled app closes every connection with 4003 (Pusher documentation, "Pusher Channels Protocol").
   * @defaultValue true
   */
  enabled?: boolean
  /**
   * Refuse connections without TLS with 4000 (Pusher documentation, "Pusher Channels Protocol"); the listener
   * says which have it. @defaultValue false
   */
  tlsOnly?: boolean
  /** Whether clients may trigger `client-` events. @defaultValue true */
  clientEvents?: boolean
  /**
   * Whether `pusher_internal:subscription_count` is sent (Pusher documentation, "Events"). @defaultValue true
   */
  subscriptionCount?: boolean
  /**
   * Highest count of connections at one time; one more is closed with 4004 (Pusher documentation, "Pusher
   * Channels Protocol"). @defaultValue 10 000
   */
  maxConnections?: number
  /**
   * Highest count of members of one presence channel; Pusher raises it on request (Pusher documentation,
   * "Presence channels"). @defaultValue 100
   */
  presenceMembers?: number
  /** Where webhooks go. @defaultValue none: no webhooks are sent */
  webhooks?: readonly WebhookEndpoint[]
}

/** The time source of the hub, which has no timers of its own. */
export interface Clock {
  /** The time, epoch ms. */
  now(): number
  /** ms since any moment, for durations: setting the clock does not change it. */
  monotonic(): number
  /** Runs `task` once after `delay` ms. Returns a function that cancels it. */
  schedule(task: () => void, delay: number): () => void
}

/** The operations of one socket that the hub calls. */
export interface Transport {
  /** Sends a frame. */
  send(frame: string): void
  /** Closes the socket with a code and a reason. */
  close(code: number, reason: string): void
}

/** One connection of the hub: the owner of the socket reports its events here. */
export interface HubConnection {
  /** `"123.456"`; empty when the connection was refused. */
  readonly socketId: string
  /** Call for each received frame. */
  receive(frame: string | Uint8Array): void
  /** Call for each ping or pong of the WebSocket protocol: it counts as activity of the client. */
  active(): void
  /** Call when the socket is closed, by either side. Idempotent. */
  closed(): void
}

/** How a socket reached the hub. */
export interface Handshake {
  /** Raw query string of `/app/{key}`. @defaultValue none: the protocol version is not checked */
  query?: string
  /** Whether the socket is encrypted. @defaultValue true */
  tls?: boolean
  /** The header `Origin`: the page that opened the socket. @defaultValue none */
  origin?: string | undefined
  /**
   * The socket belongs to a development tool and not to the app: it does not count as a receiver of events, and
   * events and snapshots say so. @defaultValue false
   */
  isTool?: boolean
}

/** An HTTP API request, as it came over the wire. */
export interface ApiRequest {
  /** `GET` or `POST`. */
  method: string
  /** Raw path without the query, e.g. `/apps/1/events`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  /** The body as it came. */
  body: string
}

/** The answer of Pusher's HTTP API. */
export interface ApiResponse {
  /** HTTP status. */
  status: number
  /** The type of the body. */
  contentType: 'application/json' | 'text/plain'
  /** JSON, or a sentence. */
  body: string
}

/** One event on its way to the subscribers of some channels. */
export interface Publication {
  /** The channels to publish on. */
  channels: readonly string[]
  /** The name of the event. */
  event: string
  /** The payload as text, exactly as subscribers get it in `data`. */
  data: string
  /** Left out of the delivery: the connection that caused the event. @defaultValue none */
  socketId?: string
}

/** The events that the hub reports, for logs and tests. */
export type HubEvent =
  | { type: 'connected'; appId: string; socketId: string; origin: string | null; isTool: boolean }
  | { type: 'disconnected'; appId: string; socketId: string }
  | { type: 'connection-refused'; appKey: string; code: number; reason: string }
  | { type: 'subscribed' | 'unsubscribed'; appId: string; socketId: string; channel: string }
  | { type: 'subscription-refused'; appId: string; socketId: string; channel: string; reason: string }
  | { type: 'signed-in'; appId: string; socketId: string; userId: string }
  | {
      type: 'client-event'
      appId: string
      socketId: string
      /** The member who sent it; null except on presence channels. */
      userId: string | null
      channel: string
      event: string
      /** The payload as text. */
      data: string
      /** Count of connections that it was sent to. */
      deliveries: number
    }
  | {
      type: 'client-event-refused'
      appId: string
      socketId: string
      channel: string
      event: string
      reason: string
    }
  | {
      type: 'published'
      appId: string
      channels: readonly string[]
      event: string
      /** The payload as text; that of an encrypted channel is encrypted. */
      data: string
      /** The connection that was left out; null for none. */
      socketId: string | null
      /** Count of connections that it was sent to. */
      deliveries: number
    }
  | { type: 'request'; method: string; path: string; status: number; reason: string | null }
  | { type: 'webhook'; appId: string; delivery: WebhookDelivery }
  /** An attempt was not accepted, and another one follows. */
  | { type: 'webhook-retry'; appId: string; delivery: WebhookDelivery }
  /** More webhooks wait than are kept. Reported once until there is room again. */
  | { type: 'webhooks-dropped'; appId: string; kept: number }
  /** A fault of the hub: the connection was closed with 1011. `reason` is the name of the error. */
  | { type: 'frame-failed'; appId: string; socketId: string; reason: string }

/** Posts one webhook; resolves with the status of the answer, rejects when there was none. */
export type PostWebhook = (
  url: string,
  request: { body: string; headers: Readonly<Record<string, string>> },
) => Promise<number>

/** What a hub serves, and what it runs on. */
export interface HubOptions {
  /** The apps that it serves. */
  apps: readonly App[]
  /** Its time and its timers. */
  clock: Clock
  /** A number in [0, 1); draws socket ids. @defaultValue `Math.random` */
  random?: () => number
  /** Seconds of silence after which clients ping; sent in the handshake. @defaultValue 120 */
  activityTimeout?: number
  /** Sends the apps' webhooks. @defaultValue none are sent */
  postWebhook?: PostWebhook
  /**
   * Gets everything that happens, without signatures and tokens. Payloads of events are in `data` alone, which no log
   * contains. What it throws is ignored.
   * @defaultValue none
   */
  observe?: (event: HubEvent) => void
}

/** A member of a presence channel, as the server sees it. */
export interface ChannelMember {
  /** The id of the user. */
  id: string
  /** Their `user_info` from the auth endpoint. */
  info: unknown
}

/** One channel as it is now. */
export interface HubChannelSnapshot {
  /** The channel's name. */
  name: string
  /** Somebody is subscribed. */
  occupied: boolean
  /** Count of connections subscribed to it. */
  subscriptionCount: number
  /** Its members; empty unless it is a presence channel. */
  members: readonly ChannelMember[]
  /** The last event of a cache channel. */
  cached: { event: string; data: string } | null
}

/** One connection as it is now. */
export interface HubConnectionSnapshot {
  /** `"123.456"`, unique in the app. */
  socketId: string
  /** What it is subscribed to. */
  channels: readonly string[]
  /** Who signed in on it. */
  userId: string | null
  /** The page that opened it; null where the client is no browser. */
  origin: string | null
  /** It belongs to a development tool. */
  isTool: boolean
  /** Epoch ms when it was opened. */
  since: number
  /** Count of frames that the client sent. */
  received: number
  /** Count of frames that it was sent. */
  sent: number
}

/** Counts of what the hub holds in memory; all zero when nobody is connected and nothing is cached. */
export interface HubSize {
  /** Count of open sockets. */
  connections: number
  /** Count of channels with a subscriber. */
  channels: number
  /** Count of subscriptions. */
  subscriptions: number
  /** Count of members of presence channels. */
  members: number
  /** Count of signed-in users. */
  users: number
  /** Count of events that cache channels hold. */
  cachedEvents: number
  /** Count of webhooks that were not delivered yet. */
  pendingWebhooks: number
}

/** The Pusher protocol server without a transport. */
export interface Hub {
  /** Opens a connection for a socket. Returns the object that takes its frames. */
  connect(appKey: string, transport: Transport, handshake?: Handshake): HubConnection
  /** Answers Pusher's HTTP API (`/apps/{id}/…`). Never throws. */
  handle(request: ApiRequest): ApiResponse
  /**
   * Publishes without the HTTP API: the same checks, but no signature.
   *
   * @throws `Error` with the API's own message
   */
  publish(appId: string, publication: Publication): void
  /**
   * Publishes to every connection on which the user signed in.
   *
   * @throws `Error` with the API's own message
   */
  sendToUser(appId: string, userId: string, event: string, data: string): void
  /**
   * Closes the connections that a user signed in on first, so that the newest `keep` are left; the same holds for each
   * further sign-in until the user is offline. They end with 4009 (Pusher documentation, "Pusher Channels Protocol").
   *
   * @param keep - count of connections that stay open
   */
  endOldestConnections(appId: string, userId: string, keep: number): void
  /** Closes every connection of a signed-in user. */
  terminateUser(appId: string, userId: string): void
  /**
   * Closes one connection.
   *
   * @param code - a close code (Pusher documentation, "Pusher Channels Protocol")
   * @returns false when there is no such connection
   */
  closeConnection(appId: string, socketId: string, code: number, reason: string): boolean
  /** One channel as it is now. */
  channel(appId: string, name: string): HubChannelSnapshot
  /** Every open connection of the app. */
  connections(appId: string): readonly HubConnectionSnapshot[]
  /** How much it holds. */
  size(): HubSize
  /** The deliveries of the app's webhooks, oldest first; the last 1 000 are kept. */
  webhooks(appId: string): readonly WebhookDelivery[]
  /** Closes every connection with `code` and removes all state. */
  close(code: number, reason: string): void
}
