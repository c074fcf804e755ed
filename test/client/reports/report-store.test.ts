import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createCore, type OwnedCore } from '../../../src/client/core/create-core.ts'
import { createReportStore, type ReportStore } from '../../../src/client/reports/report-store.ts'

const interval = 10_000
const url = '/report'

interface Report {
  n: number
}

let core: OwnedCore
let store: ReportStore<Report>
let asked: number
/** What the server answers to the next requests. */
let answer: () => Response | Promise<Response>

const ok = (n: number) => () => Response.json({ n })
const refusal = (status: number) => () => new Response('', { status })
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function listen() {
  const stop = store.subscribe(() => {})
  onTestFinished(stop)
  return stop
}
const isReport = (body: unknown): body is Report => typeof (body as Report | undefined)?.n === 'number'

function open(every = interval) {
  store = createReportStore<Report>(core, { url, interval: every, endpoint: 'usage', isReport })
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = 0
  answer = ok(1)
  core = createCore({ appKey: 'key', cluster: 'eu', fetch: async () => (asked++, answer()) })
  core.retain()
  open()
})
afterEach(() => {
  core.dispose()
  vi.useRealTimers()
})

describe('a report', () => {
  it('is requested for the first listener, and again after each response', async () => {
    await pass(60_000)
    expect(asked).toBe(0)
    listen()
    listen()
    await pass(0)
    expect(asked).toBe(1)
    expect(store.getSnapshot()).toEqual({
      data: { n: 1 },
      status: 'ready',
      error: null,
      updatedAt: Date.now(),
    })
    await pass(interval - 1)
    expect(asked).toBe(1)
    await pass(1)
    expect(asked).toBe(2)
  })

  it('is requested less often while requests fail, at least every minute, and then as before', async () => {
    answer = refusal(500)
    listen()
    await pass(0)
    expect(store.getSnapshot()).toMatchObject({ data: null, status: 'failed', error: { status: 500 } })
    for (const wait of [20_000, 40_000, 60_000, 60_000]) {
      const before = asked
      await pass(wait - 1)
      expect(asked).toBe(before)
      await pass(1)
      expect(asked).toBe(before + 1)
    }
    answer = ok(2)
    await pass(60_000)
    expect(store.getSnapshot()).toMatchObject({ data: { n: 2 }, status: 'ready', error: null })
    const before = asked
    await pass(interval)
    expect(asked).toBe(before + 1)
  })

  it('is requested no more often than every interval, even one above a minute', async () => {
    open(300_000)
    answer = refusal(500)
    listen()
    await pass(299_999)
    expect(asked).toBe(1)
    await pass(1)
    expect(asked).toBe(2)
  })

  it('keeps its data and their time while requests fail', async () => {
    listen()
    await pass(0)
    const { updatedAt } = store.getSnapshot()
    answer = refusal(503)
    await pass(interval)
    expect(store.getSnapshot()).toMatchObject({
      data: { n: 1 },
      status: 'stale',
      error: { status: 503 },
      updatedAt,
    })
  })

  it.each([401, 403])('is not requested again after %i, until refresh()', async (status) => {
    listen()
    await pass(0)
    answer = refusal(status)
    await pass(interval)
    expect(store.getSnapshot()).toMatchObject({
      data: null,
      status: 'denied',
      error: { status },
      updatedAt: null,
    })
    await pass(600_000)
    expect(asked).toBe(2)
    answer = ok(3)
    await store.refresh()
    expect(store.getSnapshot()).toMatchObject({ data: { n: 3 }, status: 'ready' })
    await pass(interval)
    expect(asked).toBe(4)
  })

  it('is requested again by refresh() only once at a time, which moves the next request', async () => {
    listen()
    await pass(6000)
    answer = () => new Promise((resolve) => setTimeout(resolve, 2000, Response.json({ n: 2 })))
    const both = Promise.all([store.refresh(), store.refresh()])
    await pass(2000)
    await both
    expect(asked).toBe(2)
    expect(store.getSnapshot().data).toEqual({ n: 2 })
    await pass(interval - 1)
    expect(asked).toBe(2)
    await pass(1)
    expect(asked).toBe(3)
  })

  it('is not requested for nobody', async () => {
    const stop = listen()
    await pass(0)
    stop()
    await pass(60_000)
    expect(asked).toBe(1)
    await store.refresh()
    expect(asked).toBe(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for the rest of its interval for a listener that returns', async () => {
    listen()()
    await pass(0)
    await pass(4000)
    listen()
    await pass(5999)
    expect(asked).toBe(1)
    await pass(1)
    expect(asked).toBe(2)
  })

  it('is not requested again for a listener that returns at once', async () => {
    const stop = listen()
    await pass(0)
    stop()
    listen()
    await pass(interval - 1)
    expect(asked).toBe(1)
    await pass(1)
    expect(asked).toBe(2)
  })

  it('is requested at once for a listener that returns after its interval', async () => {
    const stop = listen()
    await pass(0)
    stop()
    await pass(interval + 1)
    listen()
    await pass(0)
    expect(asked).toBe(2)
  })

  it('is requested at once for a listener that returns after the clock was set back', async () => {
    const stop = listen()
    await pass(0)
    stop()
    vi.setSystemTime(Date.now() - 3_600_000)
    listen()
    await pass(0)
    expect(asked).toBe(2)
  })

  it('is requested once for a listener that returns before the response', async () => {
    answer = () => new Promise((resolve) => setTimeout(resolve, 2000, Response.json({ n: 1 })))
    const stop = listen()
    await pass(1000)
    stop()
    listen()
    await pass(1000)
    expect([asked, store.getSnapshot().status]).toEqual([1, 'ready'])
    await pass(interval)
    expect(asked).toBe(2)
  })

  it('is refused by the status, whatever the body is', async () => {
    answer = () => Response.json({ n: 1 }, { status: 500 })
    listen()
    await pass(0)
    expect(store.getSnapshot()).toMatchObject({ data: null, status: 'failed' })
    expect(store.getSnapshot().error?.message).toContain('but got 500. Check `endpoints.usage`.')
  })

  it('says which body it expects', async () => {
    answer = () => Response.json({ n: 'one' })
    listen()
    await pass(0)
    const { error } = store.getSnapshot()
    expect(error?.message).toContain('but got a body that is not a report. Check `endpoints.usage`.')
  })

  it('ends with the session: no error, and no timer', async () => {
    answer = () => new Promise(() => {})
    listen()
    await pass(0)
    core.dispose()
    await pass(0)
    expect(store.getSnapshot()).toMatchObject({ status: 'loading', error: null })
    expect(vi.getTimerCount()).toBe(0)
  })
})
