import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import { HttpError } from './http-error.ts'

/** So many requests in so much time. */
export interface RateRule {
  /** Count of requests. */
  requests: number
  /** The time that they are counted in, seconds. */
  seconds: number
}

/** How many requests are answered before a 429. */
export interface RateLimits {
  /** All requests of one address, health checks and webhooks apart. */
  perAddress: RateRule
  /** Trigger and message requests of one user. */
  perUser: RateRule
}

export const defaultRateLimits: RateLimits = {
  perAddress: { requests: 1000, seconds: 10 },
  perUser: { requests: 100, seconds: 10 },
}

/** Takes one request off what a key has left. @throws HttpError 429 with `retry-after` */
export type TakeRequest = (key: string) => Promise<void>

export function rateLimiter({ requests, seconds }: RateRule): TakeRequest {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds })
  return async (key) => {
    try {
      await limiter.consume(key)
    } catch (refused) {
      const { msBeforeNext = 1000 } = refused as { msBeforeNext?: number }
      const wait = Math.max(1, Math.ceil(msBeforeNext / 1000))
      const message = `Expected at most ${requests} requests in ${seconds} s; try again in ${wait} s.`
      throw new HttpError(429, 'rate_limited', message, { headers: { 'retry-after': String(wait) } })
    }
  }
}

export const unlimited: TakeRequest = async () => {}
