import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { embedded, memoryStore } from 'react-pusher-kit/server'
import type { EventStore, PusherServerOptions, UsageAlert } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { signWebhook } from '../../../src/protocol/index.ts'
import { app, bodyOf, channels, demoServer } from '../demo-server.ts'
import { countersInMemory } from './counters-in-memory.ts'

const admin = { token: 'token-admin' }
type Options = Partial<PusherServerOptions<typeof channels>>
/** Seven years from now: where a store has a clock, that of the server does not matter. */
const later = () => Date.now() + 7 * 365 * 86_400_000

describe('servers that share a store with counters', () => {
  let store: EventStore
  beforeEach(() => {
    store = libsqlStore({ file: ':memory:' })
  })
  afterEach(() => store.close())

  function serverOn(options: Options = {}) {
    const demo = demoServer({ store, ...options })
    const read = async (path: string) => bodyOf(await demo.request(`/api/v1/pusher/${path}`, admin))
    return { ...demo, usage: () => read('usage'), metrics: (range: string) => read(`metrics?range=${range}`) }
  }

  it('report the usage of all, the most connections of one, and whether all know their deliveries', async () => {
    const one = serverOn({ now: later })
    const two = serverOn()
    const silent = serverOn({ broadcaster: { ...embedded(), type: 'pusher', send: async () => null } })
    for (let i = 0; i < 3; i++) one.subscribe('public-news')
    two.subscribe('public-news')
    await one.server.publish('public-news', 'x', {})
    await two.server.publish('public-news', 'x', {})
    await two.server.close()
    const today = new Date().toISOString().slice(0, 10)
    const report = {
      date: today,
      shared: true,
      messages: { total: 6, calls: 2, deliveries: 4, deliveries_known: true },
      peak_connections: 3,
      errors: 0,
    }
    expect(await one.usage()).toMatchObject(report)
    expect(await two.usage()).toMatchObject(report)
    await silent.server.publish('public-news', 'x', {})
    expect(await silent.usage()).toMatchObject({ messages: { calls: 3, deliveries_known: false } })
    expect(await one.usage()).toMatchObject({ messages: { calls: 3, deliveries_known: false } })
  })

  it('count webhooks, presence, errors and what batching saved together', async () => {
    const one = serverOn()
    const two = serverOn({
      broadcaster: { ...embedded(), type: 'pusher', send: () => Promise.reject(new Error('away')) },
    })
    const body = JSON.stringify({
      time_ms: Date.now(),
      events: [{ name: 'member_added', channel: 'presence-room-1', user_id: '1' }],
    })
    const headers = { 'x-pusher-key': app.key, 'x-pusher-signature': signWebhook(app, body) }
    const init = { method: 'POST', body, headers, token: null }
    expect((await one.request('/pusher/webhook', init)).status).toBe(200)
    await expect(two.server.publish('public-news', 'x', {})).rejects.toThrow('none is available')
    await two.usage()
    expect(await one.usage()).toMatchObject({
      messages: { total: 2, webhooks: 1, presence: 1 },
      errors: 1,
    })
  })

  it('report one alert for each limit in all, the connections too', async () => {
    const alerts: UsageAlert[] = []
    const plan = { name: 'tiny', messagesPerDay: 10, connections: 2 }
    const options = { plan, onUsageAlert: (alert: UsageAlert) => void alerts.push(alert) }
    const servers = [serverOn(options), serverOn(options), serverOn(options)]
    for (let i = 0; i < 9; i++) {
      const server = servers[i % 3]
      await server?.server.publish('public-news', 'x', {})
      await server?.usage()
    }
    expect(alerts.map(({ kind, threshold, used }) => [kind, threshold, used])).toEqual([['messages', 80, 8]])
    for (const { subscribe, server, usage } of servers) {
      subscribe('public-other')
      subscribe('public-other')
      await server.publish('public-news', 'x', {})
      await usage()
    }
    const nextMidnight = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000
    expect(alerts.slice(1)).toMatchObject([
      { kind: 'messages', threshold: 100, used: 10, share: 1, plan: 'tiny', resetsAt: nextMidnight },
      { kind: 'connections', threshold: 100, used: 2, limit: 2 },
    ])
    // After a restart the limits are passed again.
    const restarted = serverOn(options)
    await restarted.server.publish('public-news', 'x', {})
    expect(await restarted.usage()).toMatchObject({ warning: true })
    expect(alerts).toHaveLength(3)
  })

  it('report no 80 % after 100 %', async () => {
    const alerts: number[] = []
    const onUsageAlert = ({ threshold }: UsageAlert) => void alerts.push(threshold)
    const small = serverOn({ plan: { name: 'a', messagesPerDay: 10, connections: 100 }, onUsageAlert })
    const larger = serverOn({ plan: { name: 'a', messagesPerDay: 12, connections: 100 }, onUsageAlert })
    for (let i = 0; i < 10; i++) await small.server.publish('public-news', 'x', {})
    await small.usage()
    await larger.server.publish('public-news', 'x', {})
    // These are 11 of 12: more than 80 %.
    await larger.usage()
    expect(alerts).toEqual([100])
  })

  it('report events by name and by declared channel, and the users of both', async () => {
    const one = serverOn()
    const two = serverOn({ now: later })
    const trigger = (channel: string) => ({ channel, event: 'note', data: { text: 'a' } })
    await one.post('/api/v1/realtime/trigger', trigger('public-news'))
    await two.post('/api/v1/realtime/trigger', trigger('public-sport'))
    one.server.track('public-news', 'note', '7')
    two.server.track('elsewhere', 'note', '8')
    two.server.track('private-user-9', 'made up', null)
    await two.usage()
    for (const range of ['5m', '1h', '24h', '7d', '30d', '1y']) {
      const report = await one.metrics(range)
      expect(report).toMatchObject({
        range,
        shared: true,
        events: [
          { event: 'note', count: 4, unique_users: 3 },
          { event: 'made up', count: 1, unique_users: 1 },
        ],
        channels: [
          { event: 'note', channel: 'public-{topic}', count: 3, unique_users: 2 },
          { event: 'made up', channel: 'private-user-{userId}', count: 1, unique_users: 1 },
          { event: 'note', channel: 'other', count: 1, unique_users: 1 },
        ],
        metadata: [],
      })
    }
  })

  it('report a series of each event, the same at each server', async () => {
    const one = serverOn()
    const two = serverOn({ now: later })
    for (let i = 0; i < 3; i++) one.server.track('public-news', 'note', null)
    for (let i = 0; i < 2; i++) two.server.track('elsewhere', '__proto__', null)
    await two.usage()
    for (const [range, length] of [
      ['5m', 5],
      ['1h', 30],
      ['24h', 30],
      ['7d', 7],
      ['30d', 30],
      ['1y', 29],
    ] as const) {
      const report = (await one.metrics(range))['events'] as { event: string; series: number[] }[]
      expect(report.map(({ event, series }) => [event, series.length])).toEqual([
        ['note', length],
        ['__proto__', length],
      ])
      expect(report.map(({ series }) => series.reduce((sum, count) => sum + count))).toEqual([3, 2])
      expect((await two.metrics(range))['events']).toEqual(report)
    }
  })

  it('have an entry for each minute and each day of a range', async () => {
    const { server, metrics } = serverOn()
    server.track('public-news', 'note', null)
    const hour = (await metrics('1h'))['series'] as { minute: string; count: number }[]
    expect(hour).toHaveLength(60)
    expect(hour.at(-1)?.minute).toMatch(/:00\.000Z$/)
    // A minute may begin in between.
    expect(hour.slice(-2).reduce((sum, { count }) => sum + count, 0)).toBe(1)
    const year = (await metrics('1y'))['series'] as { day: string; count: number }[]
    expect(year).toHaveLength(365)
    expect(year.at(-1)?.day).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(year.slice(-2).reduce((sum, { count }) => sum + count, 0)).toBe(1)
  })

  it('count the values of metadata by event and key', async () => {
    const { server, metrics } = serverOn()
    server.track('public-news', 'note', '7', { kind: 'chat', isDraft: true })
    server.track('public-news', 'note', '7', { kind: 'chat', isDraft: undefined } as never)
    server.track('public-news', 'other event', null, { kind: 3 })
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key ${index}`, index]))
    server.track('public-news', 'many', null, many)
    const metadata = (await metrics('1h'))['metadata'] as { event: string }[]
    expect(metadata.filter(({ event }) => event !== 'many')).toEqual([
      { event: 'note', key: 'kind', value: 'chat', count: 2 },
      { event: 'note', key: 'isDraft', value: 'true', count: 1 },
      { event: 'other event', key: 'kind', value: '3', count: 1 },
    ])
    expect(metadata.filter(({ event }) => event === 'many')).toHaveLength(10)
  })

  it('count names that a database cannot store under a name that it can', async () => {
    const { server, metrics } = serverOn()
    server.track('public-news', `a\u0000b\ud800${'c'.repeat(500)}`, 'us\u0000er', { 'k\u0000': '\udfff' })
    const { events, metadata } = await metrics('7d')
    expect(events).toEqual([
      { event: `a\ufffdb\ufffd${'c'.repeat(196)}`, count: 1, unique_users: 1, series: [0, 0, 0, 0, 0, 0, 1] },
    ])
    expect(metadata).toMatchObject([{ key: 'k\ufffd', value: '\ufffd', count: 1 }])
  })

  it('have stored their counts when the work is done that the platform was handed', async () => {
    const { server } = serverOn()
    const handed: Promise<unknown>[] = []
    server.track('public-news', 'note', '7')
    await server.fetch(new Request('http://localhost/healthz'), {
      waitUntil: (work) => void handed.push(work),
    })
    await Promise.all(handed)
    const report = await store.counters?.read({ group: 'events', unit: 'day', last: 2 })
    expect(report?.totals).toMatchObject([{ name: 'note', sum: 1 }])
  })

  it('have stored their counts before an answer when they live for one request', async () => {
    const { post } = serverOn({ lifetime: 'request' })
    await post('/api/v1/realtime/trigger', { channel: 'public-news', event: 'x', data: {} })
    const report = await store.counters?.read({ group: 'usage', unit: 'day', last: 2 })
    expect(report?.totals).toContainEqual({ name: 'calls', label: '', sum: 1, max: 0, users: 0 })
  })
})

describe('a server whose counters cannot be reached', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  function start(options: Options = {}) {
    const memory = countersInMemory()
    const demo = demoServer({ store: { ...memoryStore(), counters: memory.store }, ...options })
    const read = async (path: string) => {
      const answer = demo.request(`/api/v1/pusher/${path}`, admin)
      await vi.advanceTimersByTimeAsync(5000)
      return answer
    }
    return { ...demo, ...memory, read }
  }

  it('reports its own figures, and no days', async () => {
    const { server, state, read } = start()
    state.isAway = true
    server.track('public-news', 'note', '7')
    await server.publish('public-news', 'x', {})
    expect(await bodyOf(await read('usage'))).toMatchObject({ shared: false, messages: { calls: 1 } })
    const metrics = await bodyOf(await read('metrics?range=1h'))
    expect(metrics).toMatchObject({ range: '1h', shared: false })
    expect(metrics['events']).toHaveLength(2)
    const days = await read('metrics?range=7d')
    expect(days.status).toBe(503)
    expect(await bodyOf(days)).toMatchObject({ code: 'store_unavailable' })
    state.isAway = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(await bodyOf(await read('usage'))).toMatchObject({ shared: true, messages: { calls: 1 } })
  })

  it('answers an admin within some seconds when the store hangs', async () => {
    const { server, state, read } = start()
    state.hangs = true
    await server.publish('public-news', 'x', {})
    expect(await bodyOf(await read('usage'))).toMatchObject({ shared: false, messages: { calls: 1 } })
  })

  it('reports an alert when the store is back', async () => {
    const alerts: number[] = []
    const { server, state } = start({
      plan: { name: 'tiny', messagesPerDay: 10, connections: 10 },
      onUsageAlert: ({ threshold }) => void alerts.push(threshold),
    })
    state.isAway = true
    for (let i = 0; i < 10; i++) await server.publish('public-news', 'x', {})
    await vi.advanceTimersByTimeAsync(5000)
    expect(alerts).toEqual([])
    state.isAway = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(alerts).toEqual([100])
  })
})

describe('a server without counters', () => {
  it.each([
    [{ order: { id: 7 } }, 'a object'],
    [{ order: null }, 'null'],
  ])('refuses the metadata %j, and counts nothing', async (metadata, got) => {
    const { request, server } = demoServer()
    expect(() => server.track('public-news', 'note', '7', metadata as never)).toThrow(
      `Expected \`metadata.order\` to be a text, a number or a boolean but got ${got}.`,
    )
    expect(await bodyOf(await request('/api/v1/pusher/metrics', admin))).toMatchObject({ events: [] })
  })

  it.each(['7d', '30d', '1y'])('refuses the range %s, and says what it needs', async (range) => {
    const { request } = demoServer()
    const response = await request(`/api/v1/pusher/metrics?range=${range}`, admin)
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({
      field: 'range',
      error: 'Expected `range` to be one of 5m, 1h, 24h: days need a store with counters.',
    })
  })

  it('takes metadata, and counts the event alone', async () => {
    const { request, server } = demoServer()
    server.track('public-news', 'note', '7', { kind: 'chat' })
    const metrics = await bodyOf(await request('/api/v1/pusher/metrics', admin))
    expect(metrics).toMatchObject({ shared: false, events: [{ event: 'note', count: 1, unique_users: 1 }] })
    expect(await bodyOf(await request('/api/v1/pusher/usage', admin))).toMatchObject({ shared: false })
  })
})
