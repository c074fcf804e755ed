import type { Clock } from '../../protocol/index.ts'
import type { InFlightCounter } from '../timing/in-flight-counter.ts'

/** One direction of one socket: what goes in comes out later, in order. */
export class DelayedQueue {
  readonly #clock: Clock
  readonly #inFlight: InFlightCounter
  readonly #latency: () => number
  /** Whichever timer fires first delivers what was put in first. */
  #queue: (() => void)[] = []
  /** ms of the monotonic clock, at which the latest of the queue is due. */
  #busyUntil = 0
  #isCut = false

  constructor(clock: Clock, inFlight: InFlightCounter, latency: () => number) {
    this.#clock = clock
    this.#inFlight = inFlight
    this.#latency = latency
  }

  /** Delivers after the network's latency, never before what was put in earlier. */
  push(deliver: () => void): void {
    if (this.#isCut) return
    const land = this.#inFlight.start()
    const arrive = (): void => {
      land()
      this.#queue.shift()?.()
    }
    const now = this.#clock.monotonic()
    const earliest = now + this.#latency()
    // With an empty queue the past does not count: fake timers, which may be installed later, begin anew.
    const due = this.#queue.length > 0 ? Math.max(earliest, this.#busyUntil) : earliest
    this.#busyUntil = due
    this.#queue.push(deliver)
    if (due > now) this.#clock.schedule(arrive, due - now)
    else queueMicrotask(arrive)
  }

  /** Drops what is on its way. */
  cut(): void {
    this.#isCut = true
    this.#queue = []
  }
}
