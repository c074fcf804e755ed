import {
  diedCode,
  networkStates,
  slowLatency,
  unknownApp,
  type MockNetworkState,
} from '../../inspector/index.ts'
import type { MockPusher } from '../../mock/index.ts'

export function isNetworkState(value: unknown): value is MockNetworkState {
  return typeof value === 'string' && Object.hasOwn(networkStates, value)
}

/** ms between two closes; pusher-js reconnects a second after each. */
const flappingInterval = 3000

/** How to end a state. */
export interface Ending {
  end: () => void
  /** True when clients have stopped retrying, or wait for a long time, so that they must be reconnected. */
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
