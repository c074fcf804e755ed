import type { WebhookDelivery, WebhookEndpoint } from '../webhooks/webhook-types.ts'

/** One Pusher app that the hub serves. */
export interface App {
  /** Numeric, as a string: Pusher's HTTP clients parse it. */
  id: string
  /** The app key: clients connect with it. */
  key: string
  /** The secret for signatures of subscriptions, API requests and webhooks. */
  secret: string
  /**
   * A disabled app closes every connection with 4003 (Pusher documentation, "Pusher Channels Protocol").
   * @defaultValue true
   */
  enabled?: boolean
  /**
   * Refuses connections without TLS with close code 4000 (Pusher documentation, "Pusher Channels Protocol");
   * `tls` of the handshake says whether a connection uses TLS. @defaultValue false
   */
  tlsOnly?: boolean
  /** Whether clients may trigger `client-` events. @defaultValue true */
  clientEvents?: boolean
  /**
   * Whether `pusher_internal:subscription_count` is sent (Pusher documentation, "Events"). @defaultValue true
   */
  subscriptionCount?: boolean
  /**
   * Maximum number of simultaneous connections; further ones are closed with 4004 (Pusher documentation,
   * "Pusher Channels Protocol"). @defaultValue 10 000
   */
  maxConnections?: number
  /**
   * Maximum number of members of one presence channel; Pusher raises it on request (Pusher documentation,
   * "Presence channels"). @defaultValue 100
   */
  presenceMembers?: number
  /** The endpoints that receive the app's webhooks. @defaultValue none: no webhooks are sent */
  webhooks?: readonly WebhookEndpoint[]
}

/** The clock and timers of the hub, which has none of its own. */
export interface Clock {
  /** The current time, epoch ms. */
  now(): number
  /** A monotonic clock in ms, for durations: changes of the system clock do not affect it. */
  monotonic(): number
  /** Runs `task` once after `delay` ms. Returns a function that cancels it. */
  schedule(task: () => void, delay: number): () => void
}

/** The operations of a socket that the hub calls. */
export interface Transport {
  /** Sends a frame. */
  send(frame: string): void
  /** Closes the socket with a code and a reason. */
  close(code: number, reason: string): void
}

/** One connection of the hub. The owner of the socket reports the socket's events to it. */
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
  /** The `Origin` header: the page that opened the socket. @defaultValue none */
  origin?: string | undefined
  /**
   * True for a socket of a development tool: it counts neither as a subscriber nor as a receiver, causes no
   * `channel_occupied`, `channel_vacated`, `subscription_count` or `cache_miss` webhook, and events and snapshots mark
   * it. @defaultValue false
   */
  isTool?: boolean
}

/** A request to Pusher's HTTP API. */
export interface ApiRequest {
  /** `GET` or `POST`. */
  method: string
  /** Raw path without the query, e.g. `/apps/1/events`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  /** The body as received. */
  body: string
}

/** A response of Pusher's HTTP API. */
export interface ApiResponse {
  /** HTTP status. */
  status: number
  /** The content type of the body. */
  contentType: 'application/json' | 'text/plain'
  /** JSON, or an error message. */
  body: string
}

/** An event to publish on one or more channels. */
export interface Publication {
  /** The channels to publish on. */
  channels: readonly string[]
  /** The name of the event. */
  event: string
  /** The payload as text, exactly as subscribers receive it in `data`. */
  data: string
  /** The connection to exclude from delivery: the one that caused the event. @defaultValue none */
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
      /** The member who sent it; null unless it is a presence channel. */
      userId: string | null
      channel: string
      event: string
      /** The payload as text. */
      data: string
      /** Number of connections that the event was sent to. */
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
      /** The payload as text; encrypted on an encrypted channel. */
      data: string
      /** The excluded connection; null for none. */
      socketId: string | null
      /** Number of connections that the event was sent to. */
      deliveries: number
    }
  | { type: 'request'; method: string; path: string; status: number; reason: string | null }
  | { type: 'webhook'; appId: string; delivery: WebhookDelivery }
  /** A delivery attempt failed, and another one follows. */
  | { type: 'webhook-retry'; appId: string; delivery: WebhookDelivery }
  /** The queue of webhooks is full. Reported once until there is room again. */
  | { type: 'webhooks-dropped'; appId: string; kept: number }
  /** An internal error of the hub: the connection was closed with 1011. `reason` is the name of the error. */
  | { type: 'frame-failed'; appId: string; socketId: string; reason: string }

/** Posts one webhook. Resolves with the status of the response; rejects when there is no response. */
export type PostWebhook = (
  url: string,
  request: { body: string; headers: Readonly<Record<string, string>> },
) => Promise<number>

/** The hub's apps and dependencies. */
export interface HubOptions {
  /** The apps that the hub serves. */
  apps: readonly App[]
  /** The hub's clock and timers. */
  clock: Clock
  /** Returns a number in [0, 1), for socket ids. @defaultValue `Math.random` */
  random?: () => number
  /** Seconds without activity after which clients send a ping; sent in the handshake. @defaultValue 120 */
  activityTimeout?: number
  /** Sends the apps' webhooks. @defaultValue no webhooks are sent */
  postWebhook?: PostWebhook
  /**
   * Called with everything that happens, without signatures and tokens. Payloads of events are in `data`
   * only, which must not be logged. Exceptions are ignored.
   * @defaultValue none
   */
  observe?: (event: HubEvent) => void
}

/** A member of a presence channel on the server. */
export interface ChannelMember {
  /** The user's id. */
  id: string
  /** The user's `user_info` from the auth endpoint. */
  info: unknown
}

/** The current state of a channel. */
export interface HubChannelSnapshot {
  /** The channel's name. */
  name: string
  /** True while the channel has subscribers, excluding development tools. */
  occupied: boolean
  /** Number of subscribed connections, excluding development tools. */
  subscriptionCount: number
  /** Its members; empty unless it is a presence channel. */
  members: readonly ChannelMember[]
  /** The cached event of a cache channel. */
  cached: { event: string; data: string } | null
}

/** The current state of a connection. */
export interface HubConnectionSnapshot {
  /** `"123.456"`, unique in the app. */
  socketId: string
  /** The channels that it is subscribed to. */
  channels: readonly string[]
  /** The signed-in user. */
  userId: string | null
  /** The page that opened it; null for clients other than browsers. */
  origin: string | null
  /** True for a connection of a development tool. */
  isTool: boolean
  /** When it was opened, epoch ms. */
  since: number
  /** Number of frames received from the client. */
  received: number
  /** Number of frames sent to the client. */
  sent: number
}

/** What the hub holds in memory. All numbers are 0 when nobody is connected and nothing is cached. */
export interface HubSize {
  /** Number of open sockets. */
  connections: number
  /** Number of those that belong to development tools. */
  tools: number
  /** Number of channels with subscribers. */
  channels: number
  /** Number of subscriptions. */
  subscriptions: number
  /** Number of members of presence channels. */
  members: number
  /** Number of signed-in users. */
  users: number
  /** Number of cached events of cache channels. */
  cachedEvents: number
  /** Number of webhooks that are not delivered yet. */
  pendingWebhooks: number
}

/** The Pusher protocol server without a transport. */
export interface Hub {
  /** Opens a connection for a socket. Returns the object that receives its frames. */
  connect(appKey: string, transport: Transport, handshake?: Handshake): HubConnection
  /** Handles requests to Pusher's HTTP API (`/apps/{id}/…`). Never throws. */
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
   * Closes the oldest connections of a signed-in user, so that the newest `keep` are left. The limit also
   * applies to later sign-ins until the user is offline. Connections are closed with 4009 (Pusher
   * documentation, "Pusher Channels Protocol").
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
  /** The current state of a channel. */
  channel(appId: string, name: string): HubChannelSnapshot
  /** The open connections of the app. */
  connections(appId: string): readonly HubConnectionSnapshot[]
  /** What the hub holds in memory. */
  size(): HubSize
  /** The deliveries of the app's webhooks, oldest first; the last 1 000 are kept. */
  webhooks(appId: string): readonly WebhookDelivery[]
  /** Closes every connection with `code` and removes all state. */
  close(code: number, reason: string): void
}
