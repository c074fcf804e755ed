import type { ConnectionSnapshot } from '../../index.ts'

/**
 * The state of the connection for users: pusher-js's states, and `reconnecting` (it was connected before), `offline`
 * (the browser has no network) and `refused` (the server refused permanently).
 */
export type ConnectionCondition =
  /** No attempt was made yet. */
  | 'initialized'
  /** The first attempt. */
  | 'connecting'
  /** The socket is open. */
  | 'connected'
  /** Another attempt, after the socket was lost. */
  | 'reconnecting'
  /** No response for some time; pusher-js retries. */
  | 'unavailable'
  /** The browser has no network. */
  | 'offline'
  /** The browser has no WebSocket. */
  | 'failed'
  /** Closed by the app. */
  | 'disconnected'
  /** Closed by the server with a code that forbids reconnecting unchanged. */
  | 'refused'

/** The severity of a condition, which selects the colour. */
export type ConnectionTone = 'good' | 'busy' | 'trouble' | 'broken' | 'off'

/** What a condition depends on. */
export type ConditionSource = Pick<ConnectionSnapshot, 'state' | 'online' | 'error'>

/** The condition of a connection, given whether it has been connected before. */
export function conditionOf(connection: ConditionSource, wasConnected: boolean): ConnectionCondition {
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

/** A condition that usually ends within about a second. */
export function isTransient(condition: ConnectionCondition): boolean {
  return condition === 'reconnecting' || condition === 'unavailable' || condition === 'offline'
}
