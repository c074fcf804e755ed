import type { MockPusher } from '../../mock/index.ts'

/**
 * A network as people meet it: `slow` takes 200 ms each way, `flapping` loses the socket every 3 s, `offline` is
 * the browser's own network gone, `refused` an app key that Pusher does not know, `outage` Pusher itself down.
 */
export type MockNetworkState = 'connected' | 'slow' | 'flapping' | 'offline' | 'refused' | 'outage'

/** In the order of a toolbar. */
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
const slowLatency = 200
/** ms between two losses; pusher-js is back a second after each. */
const flappingInterval = 3000
/** WebSocket's own code for a connection that died. */
const diedCode = 1006
/** "Application does not exist" (Pusher Channels Protocol, Error Codes). */
const unknownApp = 4001

/** How a state is ended. */
export interface Ending {
  end: () => void
  /** Clients gave up by then, or wait for long: they are to be connected again. */
  isFinal?: boolean
}

/** Begins a state. */
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
    // Browsers close their sockets when the network goes; silence alone is noticed half a minute later.
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
