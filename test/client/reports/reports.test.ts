import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCore, type OwnedCore } from '../../../src/client/core/create-core.ts'
import type { KitOptions } from '../../../src/client/index.ts'
import type { ReportStore } from '../../../src/client/reports/report-store.ts'
import { createReports, type Reports } from '../../../src/client/reports/reports.ts'

let core: OwnedCore
let asked: string[]
let body: unknown

function open(options: KitOptions = {}): Reports {
  core = createCore({
    appKey: 'key',
    cluster: 'eu',
    fetch: async (url) => (asked.push(url as string), Response.json(body)),
    ...options,
  })
  core.retain()
  return core.feature(createReports)
}

/** What a report comes to with a response. */
async function outcomeOf(store: ReportStore<unknown>) {
  await store.refresh()
  const { status, error } = store.getSnapshot()
  return [status, error?.code]
}

beforeEach(() => {
  asked = []
  body = null
})
afterEach(() => core.dispose())

describe('the reports of a kit', () => {
  it('are shared by all readers with the same interval', () => {
    const reports = open()
    expect(reports.usage(5000)).toBe(reports.usage(5000))
    expect(reports.usage(6000)).not.toBe(reports.usage(5000))
    expect(reports.eventMetrics('5m', 5000)).toBe(reports.eventMetrics('5m', 5000))
    expect(reports.eventMetrics('1h', 5000)).not.toBe(reports.eventMetrics('5m', 5000))
    expect(reports.broadcasterStatus(5000)).toBe(reports.broadcasterStatus(5000))
  })

  it('are kept for a reader that returns, the last 50 of them', () => {
    const reports = open()
    const first = reports.usage(1000)
    const second = reports.usage(1001)
    for (let n = 2; n < 50; n++) reports.usage(1000 + n)
    expect(reports.usage(1000)).toBe(first)
    reports.usage(1050)
    expect(reports.usage(1001)).toBe(second)
    expect(reports.usage(1000)).not.toBe(first)
  })

  it('are forgotten with the kit', () => {
    const reports = open()
    const store = reports.usage(1000)
    reports.dispose?.()
    expect(reports.usage(1000)).not.toBe(store)
  })

  it.each([999, 0, -1, Number.NaN])('have no interval of %d ms', (interval) => {
    const reports = open()
    const error = new RangeError(`Expected \`interval\` to be 1000 ms or more but got ${interval}.`)
    expect(() => reports.usage(interval)).toThrow(error)
    expect(() => reports.eventMetrics('5m', interval)).toThrow(error)
    expect(() => reports.broadcasterStatus(interval)).toThrow(error)
  })

  it.each([
    ['/metrics', '/metrics?range=5m'],
    ['/metrics?tenant=1', '/metrics?tenant=1&range=5m'],
  ])('ask %s for a range with %s', async (metrics, url) => {
    await open({ endpoints: { metrics } }).eventMetrics('5m', 1000).refresh()
    expect(asked).toEqual([url])
  })
})

const usage = {
  date: '2026-01-31',
  messages: { total: 6, calls: 1, deliveries: 2, webhooks: 1, presence: 1, saved_by_batching: 1 },
  peak_connections: 1,
  errors: 0,
  limits: { messages_per_day: 100, connections: 10 },
  percent: { messages: 6, connections: 10 },
  projected: { messages_today: 12 },
}
const metrics = { events: [{ event: 'x', count: 1, unique_users: 1 }], series: [{ count: 1 }] }
const broadcasters = { broadcasters: [{ name: 'pusher', message_count: 1, error_count: 0 }] }

/** Copies of a value, each without one of its fields or with a text in place of a number or null in place of a text. */
function* damaged(value: unknown): Generator {
  if (Array.isArray(value)) {
    yield {}
    for (const [at, item] of value.entries()) for (const bad of damaged(item)) yield value.with(at, bad)
  } else if (typeof value === 'object') {
    yield null
    for (const [name, field] of Object.entries(value as object))
      for (const bad of [undefined, ...damaged(field)]) yield { ...value, [name]: bad }
  } else yield typeof value === 'number' ? String(value) : null
}

describe.each([
  ['usage', usage, (reports: Reports) => reports.usage(1000)],
  ['eventMetrics', metrics, (reports: Reports) => reports.eventMetrics('5m', 1000)],
  ['broadcasterStatus', broadcasters, (reports: Reports) => reports.broadcasterStatus(1000)],
] as const)('the report %s', (_, whole, of) => {
  it('is ready when the body has each of its fields', async () => {
    const reports = open()
    body = whole
    expect(await outcomeOf(of(reports))).toEqual(['ready', undefined])
  })

  it('is refused when one of its fields is missing or of another type', async () => {
    const reports = open()
    const all = [...damaged(whole)]
    expect(all.length).toBeGreaterThan(5)
    for (const bad of all) {
      body = bad
      const outcome = await outcomeOf(of(reports))
      expect({ bad, outcome }).toEqual({ bad, outcome: ['failed', 'request_failed'] })
    }
  })
})

it('of the usage, the metrics and the backends are asked for at their endpoints', async () => {
  const reports = open({ endpoints: { usage: '/u', metrics: '/m', broadcasterStatus: '/b' } })
  await Promise.all([
    reports.usage(1000).refresh(),
    reports.eventMetrics('5m', 1000).refresh(),
    reports.broadcasterStatus(1000).refresh(),
  ])
  expect(asked.toSorted()).toEqual(['/b', '/m?range=5m', '/u'])
})
