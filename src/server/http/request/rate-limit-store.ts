import { typeName } from './http-error.ts'
import { postgresCounter } from './postgres-rate-counter.ts'
import type { RateLimitPool } from './postgres-rate-counter.ts'
import type { RateCounter, RateCounterOptions } from './rate-counter.ts'
import { redisCounter } from './redis-rate-counter.ts'
import type { RateLimitRedis } from './redis-rate-counter.ts'

/**
 * Creates counters that several servers share, for custom stores. {@link RateLimitOptions} also accepts an ioredis
 * client or a `Pool` of pg. While a counter fails, or takes longer than a second, each server counts in its own
 * memory.
 *
 * @example
 * ```ts
 * import { createPusherServer, type RateLimitStore } from 'react-pusher-kit/server'
 *
 * declare const RateLimiterMongo: new (options: object) => ReturnType<RateLimitStore> // of rate-limiter-flexible
 * declare const mongo: object // a client of mongodb
 *
 * const store: RateLimitStore = (options) => new RateLimiterMongo({ storeClient: mongo, ...options })
 * const server = createPusherServer({ authenticate: () => null, rateLimit: { store } })
 * ```
 */
export type RateLimitStore = (options: RateCounterOptions) => RateCounter

/** @throws `Error` when it is not a supported store */
export function rateLimitStore(store: unknown): RateLimitStore {
  if (typeof store === 'function') return checkedStore(store as RateLimitStore)
  if (isRedis(store)) {
    listenToErrors(store)
    return redisCounter(store)
  }
  if (isPool(store)) {
    listenToErrors(store)
    return postgresCounter(store)
  }
  throw new Error(
    'Expected `rateLimit.store` to be a client of the package ioredis, a `Pool` of the package pg, or a function that ' +
      `returns a counter, but got ${storeName(store)}.`,
  )
}

function checkedStore(store: RateLimitStore): RateLimitStore {
  return (options) => {
    const counter: unknown = store(options)
    if (hasMethods(counter, ['consume'])) return counter as unknown as RateCounter
    throw new Error(
      `Expected \`rateLimit.store\` to return a counter, which has the method \`consume\`, but got ${typeName(counter)}.`,
    )
  }
}

function isRedis(store: unknown): store is RateLimitRedis {
  const methods = ['connect', 'defineCommand', 'on', 'off', 'listenerCount'] as const
  return hasMethods(store, methods) && typeof store['status'] === 'string'
}

function isPool(store: unknown): store is RateLimitPool {
  return hasMethods(store, ['query', 'on', 'listenerCount']) && typeof store['totalCount'] === 'number'
}

/** Without a listener, an error of an idle pool connection ends the process, and ioredis prints every attempt. */
function listenToErrors(client: RateLimitRedis | RateLimitPool): void {
  if (client.listenerCount('error') === 0) client.on('error', () => {})
}

/** Values that are mistaken for a store, recognised by their properties; otherwise the type and the first keys. */
function storeName(store: unknown): string {
  if (typeof store === 'string') return 'a string; pass a client, not its URL'
  if (typeof store !== 'object' || store === null || Array.isArray(store)) return typeName(store)
  if (hasMethods(store, ['sendCommand']) && 'isOpen' in store) {
    return 'a client of the package redis; install ioredis and pass `new Redis(url)`'
  }
  if (hasMethods(store, ['query', 'connect', 'escapeLiteral'])) {
    return 'a `Client` of pg, which is one connection; pass `new Pool({ connectionString })`'
  }
  const keys = Object.keys(store).slice(0, 5)
  return keys.length === 0 ? 'an object without keys' : `an object with the keys ${keys.join(', ')}`
}

function hasMethods<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Record<Name, () => unknown> & Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
}
