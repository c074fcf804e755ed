import { RateLimiterMemory } from 'rate-limiter-flexible'
import { describe, expect, it } from 'vitest'
import type { RateCounter, RateLimitOptions, RateLimitStore } from 'react-pusher-kit/server'
import { memoryCounter, mostRateKeys } from '../../../../src/server/http/request/rate-counter.ts'
import { demoServer } from '../../demo-server.ts'

const body = JSON.stringify({ channel: 'public-news', event: 'x', data: {} })

function flooded() {
  const { server } = demoServer({
    rateLimit: { perAddress: { requests: 50, seconds: 10 }, perUser: { requests: 5, seconds: 10 } },
  })
  return (path: string, address: string | undefined, token = 'token-42') =>
    server.fetch(
      new Request(`http://localhost${path}`, {
        method: path === '/healthz' ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(path === '/healthz' ? {} : { body }),
      }),
      { address },
    )
}

describe('rate limits', () => {
  it('stop a flood from one address, and leave others alone', async () => {
    const send = flooded()
    const statuses = await Promise.all(
      Array.from({ length: 1000 }, async () => (await send('/api/v1/pusher/auth', '192.0.2.1')).status),
    )
    expect(statuses.filter((status) => status === 429)).toHaveLength(950)
    const refused = await send('/api/v1/pusher/auth', '192.0.2.1')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send('/api/v1/pusher/auth', '192.0.2.2')).status).not.toBe(429)
    expect((await send('/healthz', '192.0.2.1')).status).toBe(200)
  })

  it('count what a user publishes, from any address', async () => {
    const send = flooded()
    const statuses: number[] = []
    for (let i = 0; i < 7; i++) {
      statuses.push((await send('/api/v1/realtime/trigger', `192.0.2.${i}`)).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect((await send('/api/v1/realtime/trigger', undefined, 'token-admin')).status).toBe(403)
  })
})

describe('a rule', () => {
  it.each([
    { perUser: { requests: 0, seconds: 1 } },
    { perUser: { requests: Number.NaN, seconds: 1 } },
    { perAddress: { requests: 1.5, seconds: 1 } },
    { perAddress: { requests: 1, seconds: -1 } },
    { perAddress: { requests: '10', seconds: 1 } },
    { perAddress: 5 },
    { perUser: null },
  ])('is refused when it limits nothing: %j', (rateLimit) => {
    expect(() => demoServer({ rateLimit: rateLimit as unknown as RateLimitOptions })).toThrow(
      /Expected `rateLimit\.per(User|Address)\.(requests|seconds)` to be a whole number of 1 or more/,
    )
  })
})

describe('a prefix', () => {
  it.each(['', 'a:b', 'a b', 'ä', 'x'.repeat(65), null, 5])(
    'is refused when it could be mistaken: %j',
    (prefix) => {
      expect(() => demoServer({ rateLimit: { prefix: prefix as string } })).toThrow(
        /Expected `rateLimit\.prefix` to be 1 to 64 letters, digits, `\.`, `_` or `-` but got /,
      )
    },
  )
})

describe('a store of the limits', () => {
  const status = async (server: ReturnType<typeof demoServer>['server'], address: string) =>
    (await server.fetch(new Request('http://localhost/api/v1/pusher/status'), { address })).status
  const perAddress = { requests: 2, seconds: 60 }

  it('is shared by several servers', async () => {
    const counters = new Map<string, RateCounter>()
    const options: RateLimitOptions = {
      perAddress,
      store: (of) => {
        const counter = counters.get(of.keyPrefix) ?? new RateLimiterMemory(of)
        counters.set(of.keyPrefix, counter)
        return counter
      },
    }
    const [first, second] = [demoServer({ rateLimit: options }), demoServer({ rateLimit: options })]
    expect(await status(first.server, '192.0.2.1')).toBe(200)
    expect(await status(second.server, '192.0.2.1')).toBe(200)
    expect(await status(first.server, '192.0.2.1')).toBe(429)
    expect(await status(second.server, '192.0.2.1')).toBe(429)
    // Webhooks are counted by each process.
    expect([...counters.keys()].toSorted()).toEqual(['react-pusher-kit:address', 'react-pusher-kit:user'])
  })

  it('gets keys that begin with the prefix of the app', () => {
    const prefixes: string[] = []
    const store: RateLimitStore = (of) => {
      prefixes.push(of.keyPrefix)
      return new RateLimiterMemory(of)
    }
    demoServer({ rateLimit: { store, prefix: 'shop-2.eu' } })
    expect(prefixes).toEqual(['shop-2.eu:address', 'shop-2.eu:user'])
  })

  it('gets ids that are short and plain, each id its own', async () => {
    const ids = ['__proto__', 'constructor', 'a\nb', 'a b', 'x'.repeat(10_000), 'x'.repeat(10_001), '\ud800']
    ids.push('\ud801', '\u0000', '#', 'é', 'e\u0301', '')
    const keys: string[] = []
    const store: RateLimitStore = (of) => {
      const counter = new RateLimiterMemory(of)
      return { consume: (key) => (keys.push(key), counter.consume(key)) }
    }
    const authenticate = (request: Request) => ({
      id: JSON.parse(request.headers.get('x-user') ?? '') as string,
    })
    const { server } = demoServer({
      authenticate,
      authorize: { 'public-{topic}': { publish: () => true } },
      rateLimit: { store, perUser: { requests: 1, seconds: 60 } },
    })
    const publish = async (id: string) => {
      const user = JSON.stringify(id).replaceAll(
        /[^ -~]/g,
        (x) => `\\u${x.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
      const headers = { 'content-type': 'application/json', 'x-user': user }
      const url = 'http://localhost/api/v1/realtime/trigger'
      return (await server.fetch(new Request(url, { method: 'POST', headers, body }))).status
    }
    const statuses: number[] = []
    for (const id of ids) statuses.push(await publish(id), await publish(id))
    expect(statuses).toEqual(ids.flatMap(() => [expect.not.toBeOneOf([429, 500]), 429]))
    expect(new Set(keys).size).toBe(ids.length)
    for (const key of keys) expect(key).toMatch(/^[!-~]{1,100}$/)
  })
})

describe('the counts in memory', () => {
  it('are of a bounded number of keys, and forget the one asked for least recently', async () => {
    const counter = memoryCounter({ keyPrefix: 'x', points: 1, duration: 60 })
    await counter.consume('kept')
    await counter.consume('forgotten')
    await expect(counter.consume('kept')).rejects.toMatchObject({ remainingPoints: 0 })
    for (let i = 0; i < mostRateKeys - 1; i++) await counter.consume(`${i}`)
    expect(counter.size()).toBe(mostRateKeys)
    await expect(counter.consume('kept')).rejects.toMatchObject({ remainingPoints: 0 })
    await expect(counter.consume('forgotten')).resolves.toBeDefined()
    expect(counter.size()).toBe(mostRateKeys)
  })
})
