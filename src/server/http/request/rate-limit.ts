import type { ServerLog } from '../../log.ts'
import { HttpError, typeName } from './http-error.ts'
import type { RateLimitPool } from './postgres-rate-counter.ts'
import { isRefusal, memoryCounter, rateKey, withoutAskingTwice } from './rate-counter.ts'
import type { RateCounter } from './rate-counter.ts'
import { RateLimitOutage } from './rate-limit-outage.ts'
import { rateLimitStore } from './rate-limit-store.ts'
import type { RateLimitStore } from './rate-limit-store.ts'
import type { RateLimitRedis } from './redis-rate-counter.ts'

/** A number of requests in a window of time. */
export interface RateRule {
  /** Number of requests. */
  requests: number
  /** Length of the window, seconds. */
  seconds: number
}

/** How many requests are allowed before a 429. */
export interface RateLimits {
  /** All requests of one address except health checks. Each process counts webhooks separately. */
  perAddress: RateRule
  /** Trigger and message requests of one user. */
  perUser: RateRule
}

/** Options of the rate limits. */
export interface RateLimitOptions extends Partial<RateLimits> {
  /**
   * Where several servers count together: an ioredis client, a `Pool` of pg, or a function that creates custom
   * counters. In PostgreSQL, the table `rpk_rate_limits` is created at the first request. When the store fails, or
   * takes longer than `storeTimeoutMs`, each server counts in its own memory. @defaultValue the memory of the process
   */
  store?: RateLimitRedis | RateLimitPool | RateLimitStore
  /**
   * Prefix of the keys in the store; apps that share a store need different ones. Letters, digits, `.`, `_` and `-`.
   * @defaultValue 'react-pusher-kit'
   */
  prefix?: string
  /** Maximum time that a request waits for the store, ms. @defaultValue 1000 */
  storeTimeoutMs?: number
}

const defaultRateLimits: RateLimits = {
  perAddress: { requests: 1000, seconds: 10 },
  perUser: { requests: 100, seconds: 10 },
}

/** Counts one request of a key. @throws HttpError 429 with `retry-after` */
export type TakeRequest = (key: string) => Promise<void>

export interface RateLimiters {
  takeAddressRequest: TakeRequest
  takeUserRequest: TakeRequest
  takeWebhook: TakeRequest
}

/** @throws `Error` when a rule, the store or the prefix is invalid */
export function rateLimiters(options: RateLimitOptions | false | undefined, log: ServerLog): RateLimiters {
  if (options === false) {
    return { takeAddressRequest: unlimited, takeUserRequest: unlimited, takeWebhook: unlimited }
  }
  const { store, prefix = 'react-pusher-kit', storeTimeoutMs = 1000 } = options ?? {}
  const { perAddress, perUser } = { ...defaultRateLimits, ...options }
  assertRule('perAddress', perAddress)
  assertRule('perUser', perUser)
  assertPrefix(prefix)
  assertCount('storeTimeoutMs', storeTimeoutMs)
  const createCounter = store === undefined ? null : rateLimitStore(store)
  const outage = new RateLimitOutage(storeTimeoutMs, log)

  function limiter(name: string, rule: RateRule, isShared: boolean): TakeRequest {
    // Neither part contains a colon.
    const counting = { keyPrefix: `${prefix}:${name}`, points: rule.requests, duration: rule.seconds }
    const memory = memoryCounter(counting)
    if (!createCounter || !isShared) return takeRequest(memory, rule)
    return takeRequest(outage.counter(withoutAskingTwice(createCounter(counting)), memory), rule)
  }

  return {
    takeAddressRequest: limiter('address', perAddress, true),
    takeUserRequest: limiter('user', perUser, true),
    // Protects a process from forged webhooks. Genuine ones all come from a few addresses of the backend. If they were
    // counted together, those of a large app would be refused, however many servers there are.
    takeWebhook: limiter('webhook', perAddress, false),
  }
}

function takeRequest(counter: RateCounter, rule: RateRule): TakeRequest {
  return async (key) => {
    try {
      await counter.consume(rateKey(key))
    } catch (error) {
      if (!isRefusal(error)) throw error
      const seconds = Math.ceil(error.msBeforeNext / 1000)
      const wait = seconds >= 1 ? Math.min(seconds, rule.seconds) : 1
      const message = `Expected at most ${rule.requests} requests in ${rule.seconds} s; try again in ${wait} s.`
      throw new HttpError(429, 'rate_limited', message, { headers: { 'retry-after': String(wait) } })
    }
  }
}

function assertRule(name: string, rule: unknown): void {
  const { requests, seconds } = Object(rule) as Partial<RateRule>
  assertCount(`${name}.requests`, requests)
  assertCount(`${name}.seconds`, seconds)
}

function assertCount(name: string, value: unknown): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return
  const got = typeof value === 'number' ? String(value) : typeName(value)
  throw new Error(`Expected \`rateLimit.${name}\` to be a whole number of 1 or more but got ${got}.`)
}

function assertPrefix(prefix: unknown): void {
  if (typeof prefix === 'string' && /^[\w.-]{1,64}$/.test(prefix)) return
  const got = typeof prefix === 'string' ? JSON.stringify(prefix.slice(0, 80)) : typeName(prefix)
  throw new Error(
    `Expected \`rateLimit.prefix\` to be 1 to 64 letters, digits, \`.\`, \`_\` or \`-\` but got ${got}.`,
  )
}

const unlimited: TakeRequest = async () => {}
