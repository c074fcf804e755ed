import { closeCodes, createHub, type App, type Hub } from '../../protocol/index.ts'
import { MockClock } from '../timing/clock.ts'
import { InFlightCounter } from '../timing/in-flight-counter.ts'
import { HttpFaults } from '../backend/http-faults.ts'
import { drawLatency, type MockNetwork } from '../transport/network.ts'
import { seededRandom } from '../timing/random.ts'
import { Transcript } from './transcript.ts'

/** State shared by the parts of a mock. */
export class MockContext {
  readonly app: App
  readonly clock = new MockClock()
  readonly hub: Hub
  readonly random: () => number
  readonly inFlight = new InFlightCounter()
  readonly faults = new HttpFaults(this.clock)
  readonly transcript = new Transcript()
  network: MockNetwork
  outage = false
  offline = false
  disposed = false

  constructor(app: App, seed: number, network: MockNetwork) {
    this.app = app
    this.network = network
    this.random = seededRandom(seed)
    this.hub = createHub({
      apps: [app],
      clock: this.clock,
      random: this.random,
      postWebhook: () => Promise.resolve(200),
    })
  }

  /** Latency of the next frame, ms. */
  trip(): number {
    return drawLatency(this.network.latency, this.random)
  }

  loses(direction: 'up' | 'down'): boolean {
    const { loss } = this.network
    return this.offline || loss === 'both' || loss === direction
  }

  /** A nonce for encryption, from the seeded random numbers. */
  nonce(): Uint8Array {
    return Uint8Array.from({ length: 24 }, () => Math.floor(this.random() * 256))
  }

  /** Ends everything; closes the connections before the hub. Idempotent. */
  dispose(connections: { dispose: () => void }): void {
    if (this.disposed) return
    this.disposed = true
    this.transcript.close()
    connections.dispose()
    this.hub.close(closeCodes.reconnect, 'The mock was disposed')
    this.clock.cancelAll()
  }
}
