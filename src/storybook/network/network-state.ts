import type { MockPusher } from '../../mock/index.ts'

/**
 * A simulated network condition. `connected`: no failure. `slow`: 200 ms each way. `flapping`: the socket closes every
 * 3 s. `offline`: the browser is offline. `refused`: the app key does not exist. `outage`: Pusher is down.
 */
export type MockNetworkState = 'connected' | 'slow' | 'flapping' | 'offline' | 'refused' | 'outage'

/** Titles, in the order of the toolbar. */
export const networkStates: Readonly<Record<MockNetworkState, string>> = {
  connected: 'Connected',
  slow: 'Slow',
  flapping: 'Flapping',
  offline: 'Offline',
  refused: 'Refused',
  outage: 'Outage',
}

export function isNetworkState(value: unknown): value is MockNetworkState {
  return typeof value === 'string' && Object.hasOwn(networkStates, value)
}

/** ms each way */
export const slowLatency = 200
/** ms between two closes; pusher-js reconnects a second after each. */
const flappingInterval = 3000
/** The WebSocket close code of an abnormal closure. */
export const diedCode = 1006
/** "Application does not exist" (Pusher Channels Protocol, Error Codes). */
export const unknownApp = 4001

/** How to end a state. */
export interface Ending {
  end: () => void
  /** True when clients have stopped retrying, or wait long: they have to be reconnected. */
  isFinal?: boolean
}

/** Starts each state. */
export const beginNetworkState: Readonly<Record<MockNetworkState, (mock: MockPusher) => Ending>> = {
  connected: () => ({ end: () => {} }),
  slow(mock) {
    const { latency } = mock.network
    mock.network = { latency: slowLatency }
    return { end: () => (mock.network = { latency }) }
  },
  flapping(mock) {
    const timer = setInterval(() => mock.drop({ code: diedCode }), flappingInterval)
    return { end: () => clearInterval(timer) }
  },
  offline(mock) {
    mock.offline()
    // Browsers close their sockets when they go offline; without a close pusher-js needs half a minute.
    mock.drop({ code: diedCode })
    return { end: () => mock.online() }
  },
  refused(mock) {
    const { connect } = mock.network
    mock.network = { connect: { code: unknownApp, reason: 'Refused in Storybook' } }
    mock.drop({ code: unknownApp })
    return { end: () => (mock.network = { connect }), isFinal: true }
  },
  outage(mock) {
    mock.outage()
    return { end: () => mock.restore(), isFinal: true }
  },
}
