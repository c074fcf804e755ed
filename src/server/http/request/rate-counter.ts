import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import { sha256Hex } from '../../../protocol/index.ts'

/** What a {@link RateLimitStore} counts: the options of a limiter of `rate-limiter-flexible`. */
export interface RateCounterOptions {
  /** The prefix of the keys of this counter, which shares a store with others. */
  keyPrefix: string
  /** Count of requests of a key within `duration`. */
  points: number
  /** The time that they are counted in, seconds. */
  duration: number
}

/** Counts requests by key. Every limiter of `rate-limiter-flexible` is one. */
export interface RateCounter {
  /**
   * Takes one request off what the key has left. Rejects with an object that has `msBeforeNext` (ms) when nothing is left.
   *
   * @param key - ASCII, of at most 100 characters
   * @throws `Error` when the store cannot be reached
   */
  consume(key: string): Promise<unknown>
}

/** Keys that are held in memory; the one that was used least recently is removed first. */
export const mostRateKeys = 100_000

/** A refusal of a counter. */
export interface Refusal {
  /** ms until the key has requests left. */
  msBeforeNext: number
}

export function isRefusal(reason: unknown): reason is Refusal {
  const isObject = typeof reason === 'object' && reason !== null && !(reason instanceof Error)
  return isObject && typeof (reason as Partial<Refusal>).msBeforeNext === 'number'
}

/**
 * The key of a user or an address: two of them never share one, and it is short enough for any store. Ids come from
 * tokens, so they may be long, and hold characters that PostgreSQL refuses.
 */
export function rateKey(id: string): string {
  if (/^[\w.:@/+-]{1,100}$/.test(id)) return id
  // JSON escapes lone surrogates, which UTF-8 would make equal. No other key begins with `#`.
  return `#${sha256Hex(JSON.stringify(id))}`
}

/** In memory, for at most {@link mostRateKeys} keys. */
export function memoryCounter(options: RateCounterOptions): RateCounter & { size: () => number } {
  const limiter = new RateLimiterMemory(options)
  /** The package has no bound of its own. The key that was used last is the last entry. */
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
 * Refuses a key that a store has refused, until its time is over, without asking the store again: a flood costs the store no
 * more than what is allowed.
 */
export function withoutAskingTwice(store: RateCounter): RateCounter & { size: () => number } {
  /** The end of each refusal on the clock of `performance`, which never jumps. The latest refusal is the last entry. */
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

/** What a limiter of the package rejects with. */
function refusal(msBeforeNext: number): unknown {
  return { msBeforeNext } satisfies Refusal
}
