import type { ConnectionSnapshot } from '../../index.ts'

/**
 * What a person would say of the connection: pusher-js's state, with `reconnecting` (it has been connected
 * before), `offline` (the browser has no network) and `refused` (the server ended it) distinguished.
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
  /** Ended by the app. */
  | 'disconnected'
  /** Ended by the server for good: trying again as it is would be refused again. */
  | 'refused'

/** How much a condition should worry: it picks the colour. */
export type ConnectionTone = 'good' | 'busy' | 'trouble' | 'broken' | 'off'

/** The condition of a connection, given whether it has been connected before. */
export function conditionOf(connection: ConnectionSnapshot, wasConnected: boolean): ConnectionCondition {
  const { state, online, error } = connection
  const wantsConnection = state === 'connecting' || state === 'unavailable'
  if (wantsConnection && !online) return 'offline'
  if (state === 'connecting' && wasConnected) return 'reconnecting'
  if (state === 'disconnected' && error) return 'refused'
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
  refused: 'broken',
}

export function toneOf(condition: ConnectionCondition): ConnectionTone {
  return tones[condition]
}

/** A condition that mends itself within a second or so more often than not. */
export function isPassing(condition: ConnectionCondition): boolean {
  return condition === 'reconnecting' || condition === 'unavailable' || condition === 'offline'
}
