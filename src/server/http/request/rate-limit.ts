import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import type { ServerLog } from '../../log.ts'
import { HttpError, typeName } from './http-error.ts'

/** A count of requests in a time. */
export interface RateRule {
  /** Count of requests. */
  requests: number
  /** The time that they are counted in, seconds. */
  seconds: number
}

/** How many requests are answered before a 429. */
export interface RateLimits {
  /** All requests of one address, health checks apart; webhooks are counted by themselves. */
  perAddress: RateRule
  /** Trigger and message requests of one user. */
  perUser: RateRule
}

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
   * @throws `Error` when the store cannot be reached
   */
  consume(key: string): Promise<unknown>
}

/**
 * Creates counters that several servers share. While a counter fails, or takes longer than a second, each server counts
 * in its own memory.
 *
 * @example
 * ```ts
 * import { createPusherServer, type RateLimitStore } from 'react-pusher-kit/server'
 *
 * declare const RateLimiterRedis: new (options: object) => ReturnType<RateLimitStore> // of rate-limiter-flexible
 * declare const redis: object // a client of ioredis
 *
 * const store: RateLimitStore = (options) => new RateLimiterRedis({ storeClient: redis, ...options })
 * const server = createPusherServer({ authenticate: () => null, rateLimit: { store } })
 * ```
 */
export type RateLimitStore = (options: RateCounterOptions) => RateCounter

/** How requests are limited. */
export interface RateLimitOptions extends Partial<RateLimits> {
  /** Where the counts are stored. @defaultValue the memory of the process */
  store?: RateLimitStore
}

const defaultRateLimits: RateLimits = {
  perAddress: { requests: 1000, seconds: 10 },
  perUser: { requests: 100, seconds: 10 },
}

/** Keys that a counter in memory holds; the one that was used least recently is removed first. */
export const mostRateKeys = 100_000
/** ms to wait for a store. */
const storeTimeout = 1000

/** Takes one request off what a key has left. @throws HttpError 429 with `retry-after` */
export type TakeRequest = (key: string) => Promise<void>

export interface RateLimiters {
  takeAddressRequest: TakeRequest
  takeUserRequest: TakeRequest
  takeWebhook: TakeRequest
}

/** @throws `Error` when a rule is invalid */
export function rateLimiters(options: RateLimitOptions | false | undefined, log: ServerLog): RateLimiters {
  if (options === false) {
    return { takeAddressRequest: unlimited, takeUserRequest: unlimited, takeWebhook: unlimited }
  }
  const { store } = options ?? {}
  const { perAddress, perUser } = { ...defaultRateLimits, ...options }
  assertRule('perAddress', perAddress)
  assertRule('perUser', perUser)
  const limiter = (name: string, rule: RateRule) => rateLimiter(name, rule, store, log)
  return {
    takeAddressRequest: limiter('address', perAddress),
    takeUserRequest: limiter('user', perUser),
    takeWebhook: limiter('webhook', perAddress),
  }
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
      const [oldest] = keys
      if (keys.size > mostRateKeys && oldest !== undefined) {
        keys.delete(oldest)
        await limiter.delete(oldest)
      }
      return limiter.consume(key)
    },
    size: () => keys.size,
  }
}

function rateLimiter(
  name: string,
  rule: RateRule,
  store: RateLimitStore | undefined,
  log: ServerLog,
): TakeRequest {
  const options = { keyPrefix: `react-pusher-kit:${name}`, points: rule.requests, duration: rule.seconds }
  const memory = memoryCounter(options)
  const shared = store?.(options)

  async function consume(key: string): Promise<unknown> {
    if (!shared) return memory.consume(key)
    try {
      return await inTime(shared.consume(key))
    } catch (error) {
      if (!(error instanceof Error)) throw error
      log('warn', 'rate limit store failed, counting in memory', { reason: error.message })
      return memory.consume(key)
    }
  }

  return async (key) => {
    try {
      await consume(key)
    } catch (refused) {
      const { msBeforeNext = 1000 } = refused as { msBeforeNext?: number }
      const wait = Math.max(1, Math.ceil(msBeforeNext / 1000))
      const message = `Expected at most ${rule.requests} requests in ${rule.seconds} s; try again in ${wait} s.`
      throw new HttpError(429, 'rate_limited', message, { headers: { 'retry-after': String(wait) } })
    }
  }
}

function inTime(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${storeTimeout} ms`)), storeTimeout)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function assertRule(name: string, rule: unknown): void {
  const { requests, seconds } = Object(rule) as Partial<RateRule>
  for (const [field, value] of Object.entries({ requests, seconds })) {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) continue
    const got = typeof value === 'number' ? String(value) : typeName(value)
    throw new Error(
      `Expected \`rateLimit.${name}.${field}\` to be a whole number of 1 or more but got ${got}.`,
    )
  }
}

const unlimited: TakeRequest = async () => {}
