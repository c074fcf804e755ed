import type { WebhookDelivery, WebhookEndpoint } from './webhook-types.ts'

/** One Pusher app that the hub serves. */
export interface App {
  /** Numeric, as a string: pusher's HTTP clients parse it. */
  id: string
  key: string
  secret: string
  /** A disabled app closes every connection with 4003. @defaultValue true */
  enabled?: boolean
  /** Refuse connections without TLS with 4000; the listener says which have it. @defaultValue false */
  tlsOnly?: boolean
  /** Whether clients may trigger `client-` events. @defaultValue true */
  clientEvents?: boolean
  /** Whether `pusher_internal:subscription_count` is sent. @defaultValue true */
  subscriptionCount?: boolean
  /** Connections at one time; one more is closed with 4004. @defaultValue no limit */
  maxConnections?: number
  /** Members of one presence channel; Pusher raises it on request. @defaultValue 100 */
  presenceMembers?: number
  webhooks?: readonly WebhookEndpoint[]
}

/** Time as the hub sees it; the room has no timers of its own. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Runs `task` once after `delay` ms; the answer cancels it. */
  schedule(task: () => void, delay: number): () => void
}

/** The hub's side of one socket: what it may do to it. */
export interface Transport {
  send(frame: string): void
  close(code: number, reason: string): void
}

/** The socket's side of the hub: what the owner of the socket tells it. */
export interface HubConnection {
  /** `"123.456"`; empty when the connection was refused. */
  readonly socketId: string
  receive(frame: string | Uint8Array): void
  /** The socket is gone, by whoever closed it. Idempotent. */
  closed(): void
}

/** How a socket reached the hub. */
export interface Handshake {
  /** Raw query string of `/app/{key}`; left out, the protocol version is not checked. */
  query?: string
  /** @defaultValue true */
  tls?: boolean
}

/** An HTTP API request, as it came over the wire. */
export interface ApiRequest {
  method: string
  /** Raw path without the query, e.g. `/apps/1/events`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  body: string
}

export interface ApiResponse {
  status: number
  contentType: 'application/json' | 'text/plain'
  body: string
}

export interface Publication {
  channels: readonly string[]
  event: string
  /** The payload as text, exactly as subscribers get it in `data`. */
  data: string
  /** Left out: the connection that caused the event. */
  socketId?: string
}

/** What the hub tells of itself, for logs and for tests. */
export type HubEvent =
  | { type: 'connected' | 'disconnected'; appId: string; socketId: string }
  | { type: 'connection-refused'; appKey: string; code: number; reason: string }
  | { type: 'subscribed' | 'unsubscribed'; appId: string; socketId: string; channel: string }
  | { type: 'subscription-refused'; appId: string; socketId: string; channel: string; reason: string }
  | { type: 'signed-in'; appId: string; socketId: string; userId: string }
  | { type: 'client-event'; appId: string; socketId: string; channel: string; event: string }
  | { type: 'published'; appId: string; channels: readonly string[]; event: string; deliveries: number }
  | { type: 'request'; method: string; path: string; status: number; reason: string | null }
  | { type: 'webhook'; appId: string; delivery: WebhookDelivery }

/** Posts one webhook; resolves with the status of the answer, rejects when there was none. */
export type PostWebhook = (
  url: string,
  request: { body: string; headers: Readonly<Record<string, string>> },
) => Promise<number>

export interface HubOptions {
  apps: readonly App[]
  clock: Clock
  /** In [0, 1); draws socket ids. @defaultValue `Math.random` */
  random?: () => number
  /** s, told to clients in the handshake. @defaultValue 120 */
  activityTimeout?: number
  /** Sends the apps' webhooks. @defaultValue none are sent */
  postWebhook?: PostWebhook
  observe?: (event: HubEvent) => void
}

export interface ChannelMember {
  id: string
  info: unknown
}

/** One channel as it is now. */
export interface ChannelSnapshot {
  name: string
  occupied: boolean
  subscriptionCount: number
  /** Empty unless it is a presence channel. */
  members: readonly ChannelMember[]
  /** The last event of a cache channel. */
  cached: { event: string; data: string } | null
}

/** One connection as it is now. */
export interface ConnectionSnapshot {
  socketId: string
  channels: readonly string[]
  /** Who signed in on it. */
  userId: string | null
}

/** How much the hub holds; all zero when nobody is connected and nothing is cached. */
export interface HubSize {
  connections: number
  channels: number
  subscriptions: number
  members: number
  users: number
  cachedEvents: number
  pendingWebhooks: number
}

/** The Pusher protocol server without a transport. */
export interface Hub {
  connect(appKey: string, transport: Transport, handshake?: Handshake): HubConnection
  /** Answers Pusher's HTTP API (`/apps/{id}/…`). Never throws. */
  handle(request: ApiRequest): ApiResponse
  /** Publishes past the HTTP API: no signature, the same checks. @throws ApiError with the API's own message */
  publish(appId: string, publication: Publication): void
  /** Publishes to every connection on which the user signed in. @throws ApiError with the API's own message */
  sendToUser(appId: string, userId: string, event: string, data: string): void
  /** Closes every connection of a signed-in user. */
  terminateUser(appId: string, userId: string): void
  channel(appId: string, name: string): ChannelSnapshot
  connections(appId: string): readonly ConnectionSnapshot[]
  size(): HubSize
  /** The deliveries of the app's webhooks, oldest first; the last 1 000 are kept. */
  webhooks(appId: string): readonly WebhookDelivery[]
  /** Closes every connection with `code` and forgets everything. */
  close(code: number, reason: string): void
}
