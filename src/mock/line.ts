import type { Clock } from '../protocol/index.ts'
import type { Flights } from './flights.ts'

/** One direction of one socket: what goes in comes out later, in order. */
export class Line {
  readonly #clock: Clock
  readonly #flights: Flights
  readonly #latency: () => number
  #pending = 0
  /** Epoch ms at which the latest of the pending deliveries is due. */
  #busyUntil = 0
  #closed = false

  constructor(clock: Clock, flights: Flights, latency: () => number) {
    this.#clock = clock
    this.#flights = flights
    this.#latency = latency
  }

  /** Delivers after the network's latency, never before what was put in earlier. */
  push(deliver: () => void): void {
    if (this.#closed) return
    const land = this.#flights.start()
    const arrive = (): void => {
      land()
      this.#pending -= 1
      if (!this.#closed) deliver()
    }
    const now = this.#clock.now()
    const earliest = now + this.#latency()
    // Without pending deliveries the past does not count: a test may have set its clock back.
    const due = this.#pending > 0 ? Math.max(earliest, this.#busyUntil) : earliest
    this.#busyUntil = due
    this.#pending += 1
    if (due > now) this.#clock.schedule(arrive, due - now)
    else queueMicrotask(arrive)
  }

  /** Drops what is on its way. */
  cut(): void {
    this.#closed = true
  }
}
