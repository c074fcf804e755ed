import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js'
import type { RateCounter, RateCounterOptions } from './rate-counter.ts'

/** A client of the package `ioredis`, or of a fork that has its methods, as far as the limits use it. */
export interface RateLimitRedis {
  /** The state of its connection. */
  readonly status: string
  /**
   * Connects a client that was created with `lazyConnect`.
   *
   * @throws `Error` when it cannot
   */
  connect(): Promise<unknown>
  /** Adds a method that runs a script. */
  defineCommand(name: string, definition: { lua: string; numberOfKeys?: number }): void
  /** Adds a listener. */
  on(event: string, listener: () => void): unknown
  /** Removes a listener. */
  off(event: string, listener: () => void): unknown
  /** Count of the listeners of an event. */
  listenerCount(event: string): number
}

/** Counts in Redis. */
export function redisCounter(redis: RateLimitRedis): (options: RateCounterOptions) => RateCounter {
  let connected: Promise<void> | null = null

  /** Resolves when a connection that is being made is ready, or has failed. */
  async function connecting(): Promise<void> {
    // With `lazyConnect`, nothing connects before the first command.
    if (redis.status === 'wait') redis.connect().catch(() => {})
    if (redis.status !== 'connecting' && redis.status !== 'connect') return
    connected ??= nextState(redis).finally(() => (connected = null))
    await connected
  }

  return (options) => {
    const limiter = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      // Else commands wait in the offline queue of the client, and are counted when Redis is back.
      rejectIfRedisNotReady: true,
    })
    return {
      async consume(key) {
        await connecting()
        const result = await limiter.consume(key)
        // The package lets pass what is no number.
        if (!Number.isSafeInteger(result.consumedPoints)) throw new Error('Redis returned no count')
        return result
      },
    }
  }
}

function nextState(redis: RateLimitRedis): Promise<void> {
  return new Promise((resolve) => {
    const events = ['ready', 'close', 'end']
    const done = () => {
      for (const event of events) redis.off(event, done)
      resolve()
    }
    for (const event of events) redis.on(event, done)
  })
}
