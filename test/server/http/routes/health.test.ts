import { afterEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, embedded, HttpError, memoryStore } from 'react-pusher-kit/server'
import type { BroadcastFailure, Broadcaster, EventStore, HistoryQuery } from 'react-pusher-kit/server'
import { bodyOf, quietBackend, demoServer } from '../../demo-server.ts'

const minute = 60_000

function failing(name: string): Broadcaster & { failure: BroadcastFailure | null } {
  const backend = {
    ...embedded(),
    name,
    failure: null as BroadcastFailure | null,
    async send() {
      if (backend.failure) throw new BroadcastError(backend.failure, 'Key abc is wrong.', 401)
      return 0
    },
  }
  return backend
}

function start(options: Parameters<typeof demoServer>[0]) {
  const demo = demoServer(options)
  const health = async () => {
    const response = await demo.request('/healthz', { token: null })
    return { http: response.status, ...(await bodyOf(response)) }
  }
  const trigger = () =>
    demo.post('/api/v1/realtime/trigger', { channel: 'public-news', event: 'x', data: {} })
  return { ...demo, health, trigger }
}

describe('GET /healthz', () => {
  afterEach(() => void vi.useRealTimers())

  it('names each part', async () => {
    const { health } = start({})
    expect(await health()).toEqual({
      http: 200,
      status: 'ok',
      store: 'ok',
      broadcaster: 'ok',
      quota: 'ok',
      backend: 'embedded',
    })
  })

  it.each<[string, Partial<EventStore>]>([
    [
      'a full disk, which answers checks',
      { append: () => Promise.reject(new Error('SQLITE_FULL: /secret/path')) },
    ],
    ['a corrupt file', { history: () => Promise.reject(new Error('SQLITE_CORRUPT: /secret/path')) }],
    ['a database that is away', { check: () => Promise.reject(new Error('ECONNREFUSED /secret/path')) }],
  ])('is 503 on %s', async (_, broken) => {
    const store = { ...memoryStore(), ...broken }
    const lines: string[] = []
    const log = (_level: string, message: string, fields?: object) =>
      lines.push(message + JSON.stringify(fields))
    const { health, post, request } = start({ store, log })
    await post('/api/v1/logs', { text: 'x' })
    await request('/api/v1/channels/logs/events')
    const answer = await health()
    expect(answer).toMatchObject({ http: 503, status: 'degraded', store: 'failing', broadcaster: 'ok' })
    expect(JSON.stringify(answer)).not.toContain('/secret/path')
    expect(lines.join()).toContain('/secret/path')
  })

  it('is 503 when the check of the store hangs, and asks the store once a second at most', async () => {
    vi.useFakeTimers()
    let checks = 0
    const store = { ...memoryStore(), check: () => new Promise<void>(() => checks++) }
    const { health } = start({ store })
    const answers = Promise.all([health(), health(), health()])
    await vi.advanceTimersByTimeAsync(5000)
    expect((await answers).map(({ http }) => http)).toEqual([503, 503, 503])
    expect(checks).toBe(1)
  })

  it('is 200 again as soon as the store takes an event', async () => {
    let isFull = true
    const inner = memoryStore()
    const store: EventStore = {
      ...inner,
      append: (request) => (isFull ? Promise.reject(new Error('full')) : inner.append(request)),
    }
    const { health, post } = start({ store })
    await post('/api/v1/logs', { text: 'x' })
    expect(await health()).toMatchObject({ http: 503 })
    isFull = false
    await post('/api/v1/logs', { text: 'x' })
    expect(await health()).toMatchObject({ http: 200, store: 'ok' })
  })

  it('is 200 half a minute after a failure, so that the next request can show how it is', async () => {
    vi.useFakeTimers()
    const store = { ...memoryStore(), append: () => Promise.reject(new Error('full')) }
    const { health, post } = start({ store })
    await post('/api/v1/logs', { text: 'x' })
    expect(await health()).toMatchObject({ http: 503 })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await health()).toMatchObject({ http: 200 })
  })

  it('is 200 when a store refuses a request for the caller’s fault', async () => {
    const conflict = new HttpError(400, 'invalid_field', 'Expected the same body.')
    const { health, post } = start({ store: { ...memoryStore(), append: () => Promise.reject(conflict) } })
    await post('/api/v1/logs', { text: 'x' })
    expect(await health()).toMatchObject({ http: 200, store: 'ok' })
  })

  it('takes a store that is a class with private fields, with all that it can do', async () => {
    class Store {
      #inner = memoryStore()
      isClosed = false
      append: EventStore['append'] = (request) => this.#inner.append(request)
      history(query: HistoryQuery) {
        return this.#inner.history(query)
      }
      async check() {
        await this.#inner.check()
      }
      prune: EventStore['prune'] = (retention) => this.#inner.prune(retention)
      newEpoch: EventStore['newEpoch'] = () => this.#inner.newEpoch()
      async close() {
        this.isClosed = true
      }
    }
    const { health, post, request } = start({ store: new Store() })
    expect((await post('/api/v1/logs', { text: 'x' })).status).toBe(202)
    expect((await request('/api/v1/channels/logs/events')).status).toBe(200)
    expect(await health()).toMatchObject({ http: 200 })
  })

  it('is 503 while every broadcast fails, with a reason that anybody may read', async () => {
    vi.useFakeTimers()
    const [a, b] = [failing('a'), failing('b')]
    const { health, trigger, request } = start({
      broadcaster: { primary: a, fallbacks: [b], retryDelays: [] },
    })
    a.failure = 'refused'
    expect((await trigger()).status).toBe(200)
    // One backend can send: requests are served.
    expect(await health()).toMatchObject({ http: 200, broadcaster: 'ok', backend: 'b' })
    b.failure = 'retry'
    expect((await trigger()).status).toBe(503)
    const answer = await health()
    expect(answer).toMatchObject({ http: 503, store: 'ok', broadcaster: 'failing', quota: 'ok' })
    expect(answer).toMatchObject({
      reasons: { broadcaster: 'The backend refuses the credentials or the app. It answered 401.' },
    })
    const status = await bodyOf(await request('/api/v1/pusher/status'))
    expect(JSON.stringify([answer, status])).not.toContain('abc')
    expect(status['backends']).toMatchObject([
      { name: 'a', status: 'failing', reason: expect.stringContaining('401') as string },
      { name: 'b', status: 'failing', available: false },
    ])
    // After half a minute the next request shows how it is: nothing else may be sent to a server with a 503.
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await health()).toMatchObject({ http: 200 })
    expect((await trigger()).status).toBe(503)
    expect(await health()).toMatchObject({ http: 503 })
    a.failure = null
    await vi.advanceTimersByTimeAsync(minute)
    expect((await trigger()).status).toBe(200)
    expect(await health()).toMatchObject({ http: 200, broadcaster: 'ok', backend: 'a' })
  })

  it('is 200 when only the quota is out', async () => {
    const a = failing('a')
    const { health, trigger } = start({ broadcaster: a })
    a.failure = 'quota'
    await trigger()
    expect(await health()).toMatchObject({
      http: 200,
      status: 'degraded',
      broadcaster: 'ok',
      quota: 'limit_reached',
      reasons: { quota: 'a: The quota of the day is used up.' },
    })
  })

  it('is not counted by the rate limit', async () => {
    const { server } = demoServer({ rateLimit: { perAddress: { requests: 1, seconds: 10 } } })
    for (let i = 0; i < 20; i++) {
      const response = await server.fetch(new Request('http://localhost/healthz'), { address: '192.0.2.1' })
      expect(response.status).toBe(200)
    }
    const other = () => server.fetch(new Request('http://localhost/x'), { address: '192.0.2.1' })
    expect((await other()).status).toBe(404)
    expect((await other()).status).toBe(429)
  })
})

describe('a quota that was met while the clock was wrong', () => {
  it.each([
    ['years ahead', 10 * 365 * 24 * 60 * minute],
    ['hours ahead', 3 * 60 * minute],
    ['hours behind', -3 * 60 * minute],
  ])('(%s) keeps the backend off for a quarter of an hour at most', async (_, error) => {
    const noon = Date.UTC(2026, 0, 1, 12)
    let now = noon + error
    const a = failing('a')
    const { trigger, server } = start({
      broadcaster: { primary: a, fallbacks: [quietBackend()] },
      now: () => now,
    })
    a.failure = 'quota'
    expect((await trigger()).status).toBe(200)
    expect(server.broadcaster.status().primary_available).toBe(false)
    a.failure = null
    now = noon + 15 * minute
    expect((await trigger()).status).toBe(200)
    expect(server.broadcaster.status().primary_available).toBe(true)
  })

  it('that still lasts costs one call in a quarter of an hour, and no event', async () => {
    let now = Date.UTC(2026, 0, 1, 12)
    let calls = 0
    const a: Broadcaster = {
      ...embedded(),
      name: 'a',
      async send() {
        calls++
        throw new BroadcastError('quota', 'You are over your quota.', 403)
      },
    }
    const { trigger, server } = start({
      broadcaster: { primary: a, fallbacks: [quietBackend()] },
      now: () => now,
    })
    for (let i = 0; i < 60; i++) {
      expect((await trigger()).status).toBe(200)
      now += minute
    }
    expect(calls).toBe(4)
    expect(server.broadcaster.status().broadcasters[0]?.status).toBe('limit_reached')
  })
})
