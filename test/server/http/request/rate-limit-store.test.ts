import { Redis } from 'ioredis'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { RateLimitOptions } from 'react-pusher-kit/server'
import { demoServer } from '../../demo-server.ts'

const method = () => {}

describe('a store of rate limits', () => {
  it.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['an empty object', {}, 'an object without keys'],
    ['an object with two methods', { get: method, set: method }, 'an object with the keys get, set'],
    ['an array', [], 'an array'],
    ['a number', 5, 'a number'],
    ['a URL', 'redis://127.0.0.1', 'a string; pass a client, not its URL'],
    [
      'a client of the package redis',
      { isOpen: true, isReady: true, connect: method, sendCommand: method, on: method },
      'a client of the package redis; install ioredis and pass `new Redis(url)`',
    ],
    [
      'a client of pg',
      new pg.Client(),
      'a `Client` of pg, which is one connection; pass `new Pool({ connectionString })`',
    ],
  ])('is refused when it is %s', (_, store, got) => {
    expect(() => demoServer({ rateLimit: { store } as RateLimitOptions })).toThrow(
      'Expected `rateLimit.store` to be a client of the package ioredis, a `Pool` of the package pg, or a function that ' +
        `returns a counter, but got ${got}.`,
    )
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', {}],
  ])('is refused when it is a function that returns %s', (_, counter) => {
    const store = (() => counter) as unknown as NonNullable<RateLimitOptions['store']>
    expect(() => demoServer({ rateLimit: { store } })).toThrow(
      /^Expected `rateLimit\.store` to return a counter, which has the method `consume`, but got (nothing|a object)\.$/,
    )
  })

  it('is a client of ioredis, or a pool of pg, whose errors have one listener at least', async () => {
    const redis = new Redis({ lazyConnect: true })
    const pool = new pg.Pool()
    for (let servers = 0; servers < 3; servers++) {
      demoServer({ rateLimit: { store: redis } })
      demoServer({ rateLimit: { store: pool } })
    }
    // Without one, an error of an idle connection of a pool ends the process.
    expect(pool.listenerCount('error')).toBe(1)
    expect(redis.listenerCount('error')).toBe(1)
    expect(redis.status).toBe('wait')
    redis.disconnect()
    await pool.end()
  })
})
