import type { Clock } from './hub-types.ts'
import { limits } from './limits.ts'

interface CachedEvent {
  event: string
  data: string
  expiresAt: number
}

/**
 * The last event of each cache channel, kept for 30 minutes, for up to 10 000 channels. Expiry is checked on
 * access.
 */
export class CacheState {
  /** Oldest first: a new event moves its channel to the end. */
  readonly #events = new Map<string, CachedEvent>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    this.#expire()
    return this.#events.size
  }

  put(channel: string, event: string, data: string): void {
    this.#expire()
    this.#events.delete(channel)
    this.#events.set(channel, { event, data, expiresAt: this.#clock.monotonic() + limits.cacheLifetime })
    const [oldest] = this.#events.keys()
    if (this.#events.size > limits.cachedEvents && oldest !== undefined) this.#events.delete(oldest)
  }

  get(channel: string): CachedEvent | null {
    this.#expire()
    return this.#events.get(channel) ?? null
  }

  /** ms until the channel's event expires, or null. */
  timeLeft(channel: string): number | null {
    const cached = this.get(channel)
    return cached && cached.expiresAt - this.#clock.monotonic()
  }

  clear(): void {
    this.#events.clear()
  }

  #expire(): void {
    const now = this.#clock.monotonic()
    for (const [channel, { expiresAt }] of this.#events) {
      if (expiresAt > now) return
      this.#events.delete(channel)
    }
  }
}
