import type { Clock } from '../../protocol/index.ts'
import type { InFlightCounter } from '../timing/in-flight-counter.ts'

/** One direction of a socket. Delivers with a delay, in order. */
export class DelayedQueue {
  readonly #clock: Clock
  readonly #inFlight: InFlightCounter
  readonly #latency: () => number
  /** Each timer that fires delivers the oldest item. */
  #queue: (() => void)[] = []
  /** When the last item of the queue is due, ms of the monotonic clock. */
  #busyUntil = 0
  #isCut = false

  constructor(clock: Clock, inFlight: InFlightCounter, latency: () => number) {
    this.#clock = clock
    this.#inFlight = inFlight
    this.#latency = latency
  }

  /** Delivers after the network's latency, never before an earlier item. */
  push(deliver: () => void): void {
    if (this.#isCut) return
    const land = this.#inFlight.start()
    const arrive = (): void => {
      land()
      this.#queue.shift()?.()
    }
    const now = this.#clock.monotonic()
    const earliest = now + this.#latency()
    // An empty queue ignores the last time, because fake timers that are installed later start at a different time.
    const due = this.#queue.length > 0 ? Math.max(earliest, this.#busyUntil) : earliest
    this.#busyUntil = due
    this.#queue.push(deliver)
    if (due > now) this.#clock.schedule(arrive, due - now)
    else queueMicrotask(arrive)
  }

  /** Drops all items. */
  cut(): void {
    this.#isCut = true
    this.#queue = []
  }
}
