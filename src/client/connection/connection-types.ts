import type { ReadableStore } from '../lib/readable-store.ts'

/** pusher-js's connection states. Unlike pusher-js's state, it leaves `connected` as soon as the socket is lost. */
export type ConnectionState =
  /** No attempt yet: no appKey, `enabled` is false, or on a server. */
  | 'initialized'
  /** The first attempt, or a reconnect. */
  | 'connecting'
  /** The socket is open, and `pusher:connection_established` was received. */
  | 'connected'
  /** No connection for 10 s; the kit keeps trying. */
  | 'unavailable'
  /** The browser has no WebSocket. */
  | 'failed'
  /** After `disconnect()`, or when Pusher refused permanently; then `error` has the reason. */
  | 'disconnected'

/** Statistics of the last round trips. */
export interface LatencyStats {
  /** Median, ms; null before the first sample. */
  p50: number | null
  /** 95th percentile, ms; null before the first sample. */
  p95: number | null
  /** Mean difference between neighbouring samples, ms; null before the second sample. */
  jitter: number | null
  /** ms each, newest last, 60 at most. */
  samples: readonly number[]
}

/** A measured round trip, or the loss of the connection. */
export interface LatencySample {
  /** When it was measured or lost, epoch ms. */
  at: number
  /** The round trip, ms; null where the connection was lost. */
  ms: number | null
}

/** Counts since the kit was created; updated once a second. */
export interface ConnectionStats {
  /** Number of client events and pings that the kit sent. */
  messagesSent: number
  /** Number of all received frames, Pusher's own included. */
  messagesReceived: number
  /** Number of connections after the first. */
  reconnections: number
  /** Number of attempts to connect, successful or not. Excludes pusher-js's own attempts while the page is hidden. */
  attempts: number
}

/** The state of the connection. */
export interface ConnectionSnapshot {
  /** The connection state. */
  state: ConnectionState
  /** True when `state` is `connected`. */
  isConnected: boolean
  /** `"123.456"`; null while not connected. */
  socketId: string | null
  /** The error of the last failure; null once connected. */
  error: Error | null
  /** Round trip of the last ping, ms; null before the first. */
  latency: number | null
  /** Statistics of the last round trips. */
  latencyStats: LatencyStats
  /**
   * The round trips of this kit and where the connection was lost between them, the newest last, 240 at most. The same array
   * until there is another one.
   */
  latencyHistory: readonly LatencySample[]
  /**
   * Epoch ms of the next attempt; null while connected, during the first attempt, after `disconnect()` or a refusal,
   * and while the page is hidden or offline: then the kit retries within a second after it is visible or online again.
   */
  retryAt: number | null
  /** The browser is online (`navigator.onLine`). */
  online: boolean
  /** Counts since the kit was created. */
  stats: ConnectionStats
  /** Epoch ms of the last change of `state`. */
  since: number
  /** Epoch ms of the last received frame, accurate to a second while the store has listeners; null before the first. */
  lastMessageAt: number | null
}

/** The connection as a store. */
export interface ConnectionStore extends ReadableStore<ConnectionSnapshot> {
  /** Connects after `disconnect()`, or after Pusher refused the connection. */
  connect: () => void
  /** Stays disconnected until `connect()`. */
  disconnect: () => void
  /** Closes the connection and connects again, whatever the state. */
  reconnect: () => void
  /**
   * Measures one round trip; never rejects.
   *
   * @returns ms; null when the socket is lost
   */
  measureLatency: () => Promise<number | null>
  /**
   * Waits for a round trip that starts after all frames sent so far; never rejects.
   *
   * @returns ms; null when the socket is lost
   */
  confirm: () => Promise<number | null>
}

/** The snapshot without the fields that {@link ConnectionStore} calculates from `latencyHistory`. */
export type CoreConnectionSnapshot = Omit<ConnectionSnapshot, 'latency' | 'latencyStats'>

/** The connection of the core. */
export interface CoreConnectionStore
  extends Omit<ConnectionStore, 'getSnapshot'>, ReadableStore<CoreConnectionSnapshot> {}
