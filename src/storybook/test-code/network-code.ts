import type { MockNetworkState } from '../network/network-state.ts'

interface NetworkCode {
  begin: readonly string[]
  end: readonly string[]
}

/** Mock calls that start and end each network state. */
export const networkCode: Readonly<Record<MockNetworkState, NetworkCode>> = {
  connected: { begin: [], end: [] },
  slow: { begin: ['mock.network = { latency: 200 }'], end: ['mock.network = { latency: 0 }'] },
  flapping: { begin: [], end: [] },
  offline: { begin: ['mock.offline()', 'mock.drop({ code: 1006 })'], end: ['mock.online()'] },
  refused: {
    begin: ['mock.network = { connect: { code: 4001 } }', 'mock.drop({ code: 4001 })'],
    end: [
      "mock.network = { connect: 'accept' }",
      '// A refused client does not retry: reconnect it here, as the app does.',
    ],
  },
  outage: { begin: ['mock.outage()'], end: ['mock.restore()'] },
}
