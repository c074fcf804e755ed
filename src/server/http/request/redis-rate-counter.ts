import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js'
import type { RateCounter, RateCounterOptions } from './rate-counter.ts'

/** The parts of an `ioredis` client, or of a compatible fork, that the limits use. */
export interface RateLimitRedis {
  /** The state of the connection. */
  readonly status: string
  /**
   * Connects a client that was created with `lazyConnect`.
   *
   * @throws `Error` when the connection fails
   */
  connect(): Promise<unknown>
  /** Defines a method that runs a script. */
  defineCommand(name: string, definition: { lua: string; numberOfKeys?: number }): void
  /** Adds a listener. */
  on(event: string, listener: () => void): unknown
  /** Removes a listener. */
  off(event: string, listener: () => void): unknown
  /** Number of listeners of an event. */
  listenerCount(event: string): number
}

/** Counts requests in Redis. */
export function redisCounter(redis: RateLimitRedis): (options: RateCounterOptions) => RateCounter {
  let connected: Promise<void> | null = null

  /** Resolves when a pending connection is ready or has failed. */
  async function connecting(): Promise<void> {
    // With `lazyConnect`, the client does not connect before the first command.
    if (redis.status === 'wait') redis.connect().catch(() => {})
    if (redis.status !== 'connecting' && redis.status !== 'connect') return
    connected ??= nextState(redis).finally(() => (connected = null))
    await connected
  }

  return (options) => {
    const limiter = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      // Otherwise commands wait in the client's offline queue, and are counted when Redis is available again.
      rejectIfRedisNotReady: true,
    })
    return {
      async consume(key) {
        await connecting()
        const result = await limiter.consume(key)
        // The package does not check that the result is a number.
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
