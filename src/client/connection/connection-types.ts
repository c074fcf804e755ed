import type { ReadableStore } from '../lib/readable-store.ts'

/** pusher-js's vocabulary; it leaves `connected` the moment the socket is gone. */
export type ConnectionState =
  /** Nothing has been tried yet: no appKey, `enabled` is false, or this is a server. */
  | 'initialized'
  /** The first attempt, or another one after the socket was lost. */
  | 'connecting'
  /** The socket is open, and Pusher has greeted. */
  | 'connected'
  /** No answer for 10 s; the kit goes on trying. */
  | 'unavailable'
  /** The browser has no WebSocket. */
  | 'failed'
  /** Ended by `disconnect()`, or refused for good by Pusher, which `error` shows then. */
  | 'disconnected'

/** Round trips of the last samples. */
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

/** Counts since the kit began; read once a second. */
export interface ConnectionStats {
  /** Count of client events and pings that the kit sent. */
  messagesSent: number
  /** Count of all frames, Pusher's own included. */
  messagesReceived: number
  /** Count of connections after the first. */
  reconnections: number
  /**
   * Count of attempts to connect, whether or not they succeeded. What pusher-js tries by itself while the page is
   * hidden is not in it.
   */
  attempts: number
}

/** The connection as it is. */
export interface ConnectionSnapshot {
  /** How the connection is. */
  state: ConnectionState
  /** True when `state` is `connected`. */
  isConnected: boolean
  /** `"123.456"`; null while not connected. */
  socketId: string | null
  /** Why the connection failed last; null once connected. */
  error: Error | null
  /** Round trip of the last ping, ms; null before the first. */
  latency: number | null
  /** What the last round trips have in common. */
  latencyStats: LatencyStats
  /**
   * Epoch ms of the next attempt; null while connected, during the very first attempt, after `disconnect()` or a
   * refusal, and while the page is hidden or offline: then the kit tries within a second of its return.
   */
  retryAt: number | null
  /** What the browser says of the network. */
  online: boolean
  /** Counts since the kit began. */
  stats: ConnectionStats
  /** Epoch ms since when `state` is what it is. */
  since: number
  /** Epoch ms of the last frame received, to a second while somebody is subscribed; null before the first. */
  lastMessageAt: number | null
}

/** The connection outside React. */
export interface ConnectionStore extends ReadableStore<ConnectionSnapshot> {
  /** Connects after `disconnect()`, or after Pusher refused the connection. */
  connect: () => void
  /** Stays disconnected until `connect()`. */
  disconnect: () => void
  /** Connects anew at once, whatever the state. */
  reconnect: () => void
  /**
   * Measures one round trip; never rejects.
   *
   * @returns ms; null when the socket is gone
   */
  measureLatency: () => Promise<number | null>
  /**
   * Waits for a round trip that starts after everything sent so far; never rejects.
   *
   * @returns ms; null when the socket is gone
   */
  confirm: () => Promise<number | null>
}
