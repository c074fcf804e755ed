import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RateCounter, RateLimitOptions } from 'react-pusher-kit/server'
import { memoryCounter, mostRateKeys } from '../../../../src/server/http/request/rate-limit.ts'
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

describe('a store of the limits', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

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
    expect([...counters.keys()].toSorted()).toEqual([
      'react-pusher-kit:address',
      'react-pusher-kit:user',
      'react-pusher-kit:webhook',
    ])
  })

  it.each([
    ['fails', () => Promise.reject(new Error('connection lost'))],
    ['never answers', () => new Promise(() => {})],
  ])('that %s opens nothing: the server counts in its memory', async (_, consume) => {
    const lines: string[] = []
    const { server } = demoServer({
      rateLimit: { perAddress, store: () => ({ consume }) },
      log: (level, message) => lines.push(`${level} ${message}`),
    })
    const statuses: number[] = []
    for (let i = 0; i < 3; i++) {
      const answering = status(server, '192.0.2.1')
      await vi.advanceTimersByTimeAsync(1000)
      statuses.push(await answering)
    }
    expect(statuses).toEqual([200, 200, 429])
    expect(lines.join()).toContain('warn rate limit store failed')
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
