import type { ReadableStore } from './kit-core.ts'

/** pusher-js's vocabulary; it leaves `connected` the moment the socket is gone. */
export type ConnectionState =
  | 'initialized'
  | 'connecting'
  | 'connected'
  | 'unavailable'
  | 'failed'
  | 'disconnected'

/** Round trips of the last samples. */
export interface LatencyStats {
  /** ms */
  p50: number | null
  /** ms */
  p95: number | null
  /** ms: mean difference between neighbouring samples */
  jitter: number | null
  /** ms, newest last, 60 at most */
  samples: readonly number[]
}

/** Counts since the kit began; read once a second. */
export interface ConnectionStats {
  /** Client events and pings that the kit sent. */
  messagesSent: number
  /** All frames, Pusher's own included. */
  messagesReceived: number
  /** Connections after the first. */
  reconnections: number
}

/** The connection as it is. */
export interface ConnectionSnapshot {
  state: ConnectionState
  isConnected: boolean
  /** `"123.456"`; null while not connected. */
  socketId: string | null
  /** Why the connection failed last; null once connected. */
  error: Error | null
  /** Round trip of the last pusher:ping, ms. */
  latency: number | null
  latencyStats: LatencyStats
  /** Epoch ms of the next attempt where it can be known. */
  retryAt: number | null
  /** What the browser says of the network. */
  online: boolean
  stats: ConnectionStats
  /** Epoch ms since when `state` is what it is. */
  since: number
  /** Epoch ms of the last frame received, to a second while somebody is subscribed; null before the first. */
  lastMessageAt: number | null
}

/** The connection outside React. */
export interface ConnectionStore extends ReadableStore<ConnectionSnapshot> {
  /** After `disconnect()`, or after Pusher refused the connection. */
  connect: () => void
  /** Stays disconnected until `connect()`. */
  disconnect: () => void
  /** At once, whatever the state. */
  reconnect: () => void
  /** One round trip. Resolves with ms; null when the socket is gone. */
  measureLatency: () => Promise<number | null>
  /** A round trip that starts after everything sent so far; null when the socket is gone. */
  confirm: () => Promise<number | null>
}
