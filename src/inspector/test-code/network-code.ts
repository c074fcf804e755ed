import { diedCode, type MockNetworkState, slowLatency, unknownApp } from '../transcript/network-states.ts'

/** The loss of the socket in a flapping or an offline network. */
export const dropCode = `mock.drop({ code: ${diedCode} })`

interface NetworkCode {
  begin: readonly string[]
  end: readonly string[]
}

/** Mock calls that start and end each network state. */
export const networkCode: Readonly<Record<MockNetworkState, NetworkCode>> = {
  connected: { begin: [], end: [] },
  slow: { begin: [`mock.network = { latency: ${slowLatency} }`], end: ['mock.network = { latency: 0 }'] },
  flapping: { begin: [], end: [] },
  offline: { begin: ['mock.offline()', dropCode], end: ['mock.online()'] },
  refused: {
    begin: [`mock.network = { connect: { code: ${unknownApp} } }`, `mock.drop({ code: ${unknownApp} })`],
    end: [
      "mock.network = { connect: 'accept' }",
      '// A refused client does not retry: reconnect it here, as the app does.',
    ],
  },
  outage: { begin: ['mock.outage()'], end: ['mock.restore()'] },
}
