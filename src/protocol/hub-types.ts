/** One Pusher app that the hub serves. */
export interface App {
  /** Numeric, as a string: pusher's HTTP clients parse it. */
  id: string
  key: string
  secret: string
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

/** The Pusher protocol server without a transport. */
export interface Hub {
  connect(appKey: string, transport: Transport, query?: string): HubConnection
  /** Answers Pusher's HTTP API (`/apps/{id}/…`). Never throws. */
  handle(request: ApiRequest): ApiResponse
  /** Publishes past the HTTP API: no signature, the same checks. @throws with the API's own message */
  publish(appId: string, publication: Publication): void
}
