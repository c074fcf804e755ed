/**
 * A simulated network condition. `connected`: no failure. `slow`: 200 ms each way. `flapping`: the socket closes every
 * 3 s. `offline`: the browser is offline. `refused`: the app key does not exist. `outage`: Pusher is down.
 */
export type MockNetworkState = 'connected' | 'slow' | 'flapping' | 'offline' | 'refused' | 'outage'

/** Titles, in the order of a toolbar. */
export const networkStates: Readonly<Record<MockNetworkState, string>> = {
  connected: 'Connected',
  slow: 'Slow',
  flapping: 'Flapping',
  offline: 'Offline',
  refused: 'Refused',
  outage: 'Outage',
}

/** ms each way */
export const slowLatency = 200
/** The WebSocket close code of an abnormal closure. */
export const diedCode = 1006
/** "Application does not exist" (Pusher Channels Protocol, Error Codes). */
export const unknownApp = 4001
