import type { ConnectionSnapshot } from '../../index.ts'

/**
 * What a person would say of the connection: pusher-js's state, with `reconnecting` (it has been connected
 * before) and `offline` (the browser has no network) told apart.
 */
export type ConnectionCondition =
  /** Nothing has been tried yet. */
  | 'initialized'
  /** The first attempt. */
  | 'connecting'
  /** The socket is open. */
  | 'connected'
  /** Another attempt, after the socket was lost. */
  | 'reconnecting'
  /** No answer for some time; it is tried again. */
  | 'unavailable'
  /** The browser has no network. */
  | 'offline'
  /** The browser has no WebSocket. */
  | 'failed'
  /** Ended by the app, or refused for good. */
  | 'disconnected'

/** How much a condition should worry: it picks the colour. */
export type ConnectionTone = 'good' | 'busy' | 'trouble' | 'broken' | 'off'

/** The condition of a connection, given whether it has been connected before. */
export function conditionOf(connection: ConnectionSnapshot, wasConnected: boolean): ConnectionCondition {
  const { state, online } = connection
  const wantsConnection = state === 'connecting' || state === 'unavailable'
  if (wantsConnection && !online) return 'offline'
  if (state === 'connecting' && wasConnected) return 'reconnecting'
  return state
}

const tones: Readonly<Record<ConnectionCondition, ConnectionTone>> = {
  initialized: 'off',
  connecting: 'busy',
  connected: 'good',
  reconnecting: 'trouble',
  unavailable: 'trouble',
  offline: 'trouble',
  failed: 'broken',
  disconnected: 'off',
}

/** The tone of a condition; a connection that was refused for good is broken, not just off. */
export function toneOf(condition: ConnectionCondition, error: Error | null): ConnectionTone {
  return condition === 'disconnected' && error ? 'broken' : tones[condition]
}

/** A condition that mends itself within a second or so more often than not. */
export function isPassing(condition: ConnectionCondition): boolean {
  return condition === 'reconnecting' || condition === 'unavailable' || condition === 'offline'
}
