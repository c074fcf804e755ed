import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RateLimitOptions, ServerLog } from 'react-pusher-kit/server'
import { demoServer } from '../../demo-server.ts'

const perAddress = { requests: 2, seconds: 60 }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Store = NonNullable<RateLimitOptions['store']>

/** A server on a store, and the outages that it logs. */
function serverOn(store: Store) {
  const lines: string[] = []
  const log: ServerLog = (_, message, fields) => {
    if (message.startsWith('rate limit')) lines.push([message, fields?.['reason']].filter(Boolean).join(': '))
  }
  const { server } = demoServer({ rateLimit: { perAddress, store }, log })
  const status = async (address = '192.0.2.1') =>
    (await server.fetch(new Request('http://localhost/api/v1/pusher/status'), { address })).status
  return { status, lines }
}

const failed = 'rate limit store failed, counting in memory'
const back = 'rate limit store answers again'

describe('a store of rate limits', () => {
  it.each<[string, () => Promise<unknown>, reason: string]>([
    ['fails', () => Promise.reject(new Error('connection lost')), 'connection lost'],
    [
      'throws',
      () => {
        throw new Error('closed')
      },
      'closed',
    ],
    ['rejects with nothing', () => Promise.reject(), 'Expected an Error but got nothing'],
    ['rejects with a text', () => Promise.reject('no'), 'Expected an Error but got a string'],
    [
      'fails at several addresses',
      () => Promise.reject(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })),
      'ECONNREFUSED',
    ],
    ['never answers', () => new Promise(() => {}), 'no answer in 1000 ms'],
  ])('that %s opens nothing: the server counts in its memory', async (_, consume, reason) => {
    const { status, lines } = serverOn(() => ({ consume }))
    const statuses: number[] = []
    for (let i = 0; i < 3; i++) {
      const answering = status()
      await vi.advanceTimersByTimeAsync(i === 0 ? 1001 : 0)
      statuses.push(await answering)
    }
    expect(statuses).toEqual([200, 200, 429])
    expect(lines).toEqual([`${failed}: ${reason}`])
  })

  it('is asked once a second while it is down, and no request waits for that', async () => {
    let calls = 0
    let answer = (): Promise<unknown> => Promise.reject(new Error('down'))
    const { status, lines } = serverOn(() => ({ consume: () => (calls++, answer()) }))
    for (let i = 0; i < 20; i++) await status(`192.0.2.${i}`)
    expect(calls).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    for (let i = 0; i < 20; i++) await status(`192.0.3.${i}`)
    expect(calls).toBe(2)

    // Without an answer, ten seconds pass before the next attempt.
    answer = () => new Promise(() => {})
    for (let second = 0; second < 11; second++) {
      await vi.advanceTimersByTimeAsync(1000)
      expect(await status(`192.0.4.${second}`)).toBe(200)
    }
    expect(calls).toBe(4)

    answer = () => Promise.resolve()
    await vi.advanceTimersByTimeAsync(10_000)
    await status('192.0.5.1')
    expect(lines).toEqual([`${failed}: down`, back])
    await status('192.0.5.1')
    expect(calls).toBe(6)
  })

  it('is back when it refuses, and not when its answer is late', async () => {
    let answer = (): Promise<unknown> => Promise.reject(new Error('down'))
    const { status, lines } = serverOn(() => ({ consume: () => answer() }))
    await status()
    answer = () => new Promise((resolve) => setTimeout(resolve, 1500))
    await vi.advanceTimersByTimeAsync(1000)
    await status()
    await vi.advanceTimersByTimeAsync(1600)
    expect(lines).toEqual([`${failed}: down`])
    // oxlint-disable-next-line prefer-promise-reject-errors -- as the package does
    answer = () => Promise.reject({ msBeforeNext: 5000 })
    await status('192.0.2.2')
    await vi.advanceTimersByTimeAsync(0)
    expect(lines).toEqual([`${failed}: down`, back])
    expect(await status('192.0.2.3')).toBe(429)
  })

  it('is not down again because of what was asked before it was down', async () => {
    const late: ((error: Error) => void)[] = []
    let answer = (): Promise<unknown> => new Promise((_, reject) => late.push(reject))
    const { status, lines } = serverOn(() => ({ consume: () => answer() }))
    const first = status('192.0.2.1')
    await vi.advanceTimersByTimeAsync(500)
    const second = status('192.0.2.2')
    late[0]?.(new Error('closed'))
    expect(await first).toBe(200)
    answer = () => Promise.resolve()
    await vi.advanceTimersByTimeAsync(450)
    late[1]?.(new Error('closed'))
    expect(await second).toBe(200)
    await vi.advanceTimersByTimeAsync(1000)
    await status()
    await vi.advanceTimersByTimeAsync(0)
    expect(lines).toEqual([`${failed}: closed`, back])
  })

  it('is not asked again for a key that it refused, until the time is over, whatever the clock says', async () => {
    let calls = 0
    // oxlint-disable-next-line prefer-promise-reject-errors -- as the package does
    const refuse = () => (calls++, Promise.reject({ msBeforeNext: 5000 }))
    const { status } = serverOn(() => ({ consume: refuse }))
    for (let i = 0; i < 10; i++) expect(await status()).toBe(429)
    vi.setSystemTime(Date.now() + 3_600_000)
    expect(await status()).toBe(429)
    expect(calls).toBe(1)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await status()).toBe(429)
    expect(calls).toBe(2)
  })

  it.each([Number.NaN, -1, 0, Number.POSITIVE_INFINITY, 1e12])(
    'may say %d ms: `retry-after` is a time of the rule',
    async (msBeforeNext) => {
      // oxlint-disable-next-line prefer-promise-reject-errors -- as the package does
      const store: Store = () => ({ consume: () => Promise.reject({ msBeforeNext }) })
      const { server } = demoServer({ rateLimit: { perAddress, store } })
      const request = new Request('http://localhost/api/v1/pusher/status')
      const response = await server.fetch(request, { address: '192.0.2.1' })
      expect(response.status).toBe(429)
      expect(['1', '60']).toContain(response.headers.get('retry-after'))
    },
  )
})

/** A client with the methods of ioredis that counts as it is told. */
class StandInRedis extends EventEmitter {
  status = 'ready'
  calls = 0
  connects = 0
  answer: () => unknown = () => [1, 60_000]

  defineCommand(): void {}
  async connect(): Promise<void> {
    this.connects++
    this.status = 'connecting'
  }
  async rlflxIncr(): Promise<unknown> {
    this.calls++
    return this.answer()
  }
  become(status: string): void {
    this.status = status
    this.emit(status)
  }
}

describe('a client of ioredis', () => {
  it.each([['OK'], [null], [undefined], [[]], [['x', 'y']], [[null, 5]], [{}]])(
    'that answers %j opens nothing',
    async (garbage) => {
      const redis = new StandInRedis()
      redis.answer = () => garbage
      const { status, lines } = serverOn(redis)
      expect([await status(), await status(), await status()]).toEqual([200, 200, 429])
      expect(lines).toHaveLength(1)
    },
  )

  it.each(['reconnecting', 'close', 'end', 'disconnecting'])(
    'that is "%s" gets no command, which would wait in its offline queue',
    async (state) => {
      const redis = new StandInRedis()
      redis.status = state
      const { status } = serverOn(redis)
      expect([await status(), await status(), await status()]).toEqual([200, 200, 429])
      expect(redis.calls).toBe(0)
    },
  )

  it('that connects late is waited for, and told to connect where it waits for a command', async () => {
    const redis = new StandInRedis()
    redis.status = 'wait'
    const { status, lines } = serverOn(redis)
    const statuses = [status('192.0.2.1'), status('192.0.2.2')]
    await vi.advanceTimersByTimeAsync(500)
    expect([redis.connects, redis.calls]).toEqual([1, 0])
    redis.become('ready')
    expect(await Promise.all(statuses)).toEqual([200, 200])
    expect(redis.calls).toBe(2)
    expect(lines).toEqual([])
    expect(redis.listenerCount('ready')).toBe(0)
  })

  it('that cannot connect is not waited for longer than its attempt', async () => {
    const redis = new StandInRedis()
    redis.status = 'connecting'
    const { status, lines } = serverOn(redis)
    const answer = status()
    await vi.advanceTimersByTimeAsync(100)
    redis.become('close')
    expect(await answer).toBe(200)
    expect(lines).toEqual([`${failed}: Redis connection is not ready`])
  })
})

/** A pool with the methods of pg that answers as it is told. */
class StandInPool extends EventEmitter {
  totalCount = 0
  texts: string[] = []
  answer: (text: string) => unknown = () => ({ rows: [{ points: 1, left: 60_000 }] })

  async query({ text }: { text: string }): Promise<{ rows: unknown[] }> {
    this.texts.push(text)
    return this.answer(text) as { rows: unknown[] }
  }
}

describe('a pool of pg', () => {
  it.each([
    [undefined],
    [null],
    [{}],
    [{ rows: [] }],
    [{ rows: [null] }],
    [{ rows: [{}] }],
    [{ rows: [{ points: '1', left: 5 }] }],
    [{ rows: [{ points: 1, left: null }] }],
  ])('that answers %j opens nothing', async (garbage) => {
    const pool = new StandInPool()
    pool.answer = () => garbage
    const { status, lines } = serverOn(pool)
    expect([await status(), await status(), await status()]).toEqual([200, 200, 429])
    expect(lines).toHaveLength(1)
  })

  it('creates its table when it is missing, also when another server is faster', async () => {
    const error = (code: string) => Object.assign(new Error(code), { code })
    const pool = new StandInPool()
    let hasTable = false
    pool.answer = (text) => {
      if (text.startsWith('CREATE')) {
        hasTable = true
        throw error('23505')
      }
      if (!hasTable) throw error('42P01')
      return { rows: [{ points: 1, left: 60_000 }] }
    }
    const { status, lines } = serverOn(pool)
    expect(await status()).toBe(200)
    expect(lines).toEqual([])
    hasTable = false
    expect(await status()).toBe(200)
    expect(lines).toEqual([])
  })

  it('deletes what is over, once a minute, and answers when that fails', async () => {
    const pool = new StandInPool()
    pool.answer = (text) => {
      if (text.startsWith('DELETE')) throw new Error('locked')
      return { rows: [{ points: 1, left: 60_000 }] }
    }
    const { status, lines } = serverOn(pool)
    const deletions = () => pool.texts.filter((text) => text.startsWith('DELETE')).length
    for (let i = 0; i < 5; i++) expect(await status()).toBe(200)
    expect(deletions()).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    for (let i = 0; i < 5; i++) expect(await status()).toBe(200)
    expect(deletions()).toBe(2)
    expect(lines).toEqual([])
  })
})
