import type { ReadableStore } from './kit-core.ts'

/** pusher-js's vocabulary; it leaves `connected` the moment the socket is gone. */
export type ConnectionState =
  | 'initialized'
  | 'connecting'
  | 'connected'
  | 'unavailable'
  | 'failed'
  | 'disconnected'

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

export interface ConnectionStats {
  messagesSent: number
  messagesReceived: number
  reconnections: number
}

export interface ConnectionSnapshot {
  state: ConnectionState
  isConnected: boolean
  socketId: string | null
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
  /** Epoch ms of the last frame received; null before the first. */
  lastMessageAt: number | null
}

export interface ConnectionStore extends ReadableStore<ConnectionSnapshot> {
  connect(): void
  disconnect(): void
  reconnect(): void
  /** Resolves with ms; null when the socket is gone. */
  measureLatency(): Promise<number | null>
}
