import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import { sha256Hex } from '../../../protocol/index.ts'

/** The options of a {@link RateLimitStore}'s counter: those of a limiter of `rate-limiter-flexible`. */
export interface RateCounterOptions {
  /** Prefix of this counter's keys; several counters share a store. */
  keyPrefix: string
  /** Number of requests per key within `duration`. */
  points: number
  /** The length of the window, seconds. */
  duration: number
}

/** Counts requests by key. Every limiter of `rate-limiter-flexible` is one. */
export interface RateCounter {
  /**
   * Counts one request of the key. Rejects with an object that has `msBeforeNext` (ms) when the limit is reached.
   *
   * @param key - ASCII, at most 100 characters
   * @throws `Error` when the store cannot be reached
   */
  consume(key: string): Promise<unknown>
}

/** Maximum number of keys in memory. The least recently used one is removed first. */
export const mostRateKeys = 100_000

/** The rejection of a counter. */
export interface Refusal {
  /** ms until the key may send requests again. */
  msBeforeNext: number
}

export function isRefusal(reason: unknown): reason is Refusal {
  const isObject = typeof reason === 'object' && reason !== null && !(reason instanceof Error)
  return isObject && typeof (reason as Partial<Refusal>).msBeforeNext === 'number'
}

/**
 * The key of a user or an address. Keys are unique, and short enough for any store. User ids come from tokens, so they
 * may be long or contain characters that PostgreSQL refuses.
 */
export function rateKey(id: string): string {
  if (/^[\w.:@/+-]{1,100}$/.test(id)) return id
  // JSON escapes lone surrogates, which would be equal in UTF-8. No other key begins with `#`.
  return `#${sha256Hex(JSON.stringify(id))}`
}

/** Counts in memory, for at most {@link mostRateKeys} keys. */
export function memoryCounter(options: RateCounterOptions): RateCounter & { size: () => number } {
  const limiter = new RateLimiterMemory(options)
  /** The package has no limit of its own. The last entry is the most recently used key. */
  const keys = new Set<string>()
  return {
    async consume(key) {
      keys.delete(key)
      keys.add(key)
      if (keys.size > mostRateKeys) {
        const [oldest = key] = keys
        keys.delete(oldest)
        await limiter.delete(oldest)
      }
      return limiter.consume(key)
    },
    size: () => keys.size,
  }
}

/**
 * Remembers keys that a store has refused until their time is over, so that a flood of requests does not reach the
 * store.
 */
export function withoutAskingTwice(store: RateCounter): RateCounter & { size: () => number } {
  /** The end of each refusal by `performance.now()`, which is monotonic. The last entry is the latest refusal. */
  const ends = new Map<string, number>()
  return {
    async consume(key) {
      const left = (ends.get(key) ?? 0) - performance.now()
      if (left > 0) throw refusal(left)
      ends.delete(key)
      try {
        return await store.consume(key)
      } catch (error) {
        if (isRefusal(error) && error.msBeforeNext > 0) ends.set(key, performance.now() + error.msBeforeNext)
        if (ends.size > mostRateKeys) {
          const [oldest = key] = ends.keys()
          ends.delete(oldest)
        }
        throw error
      }
    },
    size: () => ends.size,
  }
}

/** The rejection of the package's limiters. */
function refusal(msBeforeNext: number): unknown {
  return { msBeforeNext } satisfies Refusal
}
