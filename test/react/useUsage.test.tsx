import { act, renderHook, waitFor } from '@testing-library/react'
import { useUsage } from 'react-pusher-kit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onServer } from './on-server.tsx'

const path = '/api/v1/pusher/usage'
let app: ReturnType<typeof onServer>

beforeEach(() => {
  app = onServer({ plan: { name: 'Startup', messagesPerDay: 1_000_000, connections: 500, price: 49 } })
})
afterEach(() => {
  app.mock.dispose()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Lets timers pass, and what they start end. */
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

describe('useUsage', () => {
  it('has what the server counted', async () => {
    const { result } = renderHook(() => useUsage(), app)
    expect(result.current).toMatchObject({ data: null, status: 'loading', error: null, updatedAt: null })
    await waitFor(() => expect(result.current.status).toBe('ready'))
    expect(result.current.data).toMatchObject({
      messages: { total: 0 },
      plan: 'Startup',
      cost_per_month_usd: 49,
    })
    await act(() => app.server().publish('news', 'headline', { text: 'Hello' }))
    await act(() => result.current.refresh())
    expect(result.current.data?.messages.calls).toBe(1)
    expect(result.current.updatedAt).toBeTypeOf('number')
  })

  it('asks once for all who read it, in StrictMode too, and no longer than they do', async () => {
    vi.useFakeTimers()
    const options = { wrapper: app.wrapper, reactStrictMode: true }
    const both = renderHook(() => [useUsage(), useUsage()] as const, options)
    await pass(0)
    expect(both.result.current[0].status).toBe('ready')
    expect(app.requests.mock.calls).toEqual([[path]])
    await pass(10_000)
    expect(app.requests).toHaveBeenCalledTimes(2)
    both.unmount()
    await pass(60_000)
    expect(app.requests).toHaveBeenCalledTimes(2)
  })

  it('asks nothing while the page is hidden, and at once when it is visible again', async () => {
    vi.useFakeTimers()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
    renderHook(() => useUsage({ interval: 5000 }), app)
    await pass(0)
    hidden.mockReturnValue(true)
    await pass(60_000)
    expect(app.requests).toHaveBeenCalledTimes(1)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await pass(0)
    expect(app.requests).toHaveBeenCalledTimes(2)
    // Nothing was due.
    document.dispatchEvent(new Event('visibilitychange'))
    await pass(0)
    expect(app.requests).toHaveBeenCalledTimes(2)
  })

  it('asks nothing more for a page that becomes visible within the interval of an answer', async () => {
    vi.useFakeTimers()
    const { result, rerender } = renderHook(({ enabled }) => useUsage({ enabled }), {
      ...app,
      initialProps: { enabled: false },
    })
    await act(() => result.current.refresh())
    rerender({ enabled: true })
    expect(result.current.status).toBe('ready')
    document.dispatchEvent(new Event('visibilitychange'))
    await pass(9999)
    expect(app.requests).toHaveBeenCalledTimes(1)
    await pass(1)
    expect(app.requests).toHaveBeenCalledTimes(2)
  })

  it('keeps the last answer while requests fail, and asks less and less', async () => {
    vi.useFakeTimers()
    const { result } = renderHook(() => useUsage({ interval: 10_000 }), app)
    await pass(0)
    const { data } = result.current
    app.mock.http({ route: path, status: 500 })
    await pass(10_000)
    expect(result.current).toMatchObject({ status: 'stale', error: { code: 'request_failed', status: 500 } })
    expect(result.current.data).toBe(data)
    const before = app.requests.mock.calls.length
    await pass(19_000)
    expect(app.requests).toHaveBeenCalledTimes(before)
    await pass(2000)
    expect(app.requests).toHaveBeenCalledTimes(before + 1)
  })

  it.each([
    ['an error', { status: 503 }],
    ['a page', { status: 200, body: '<!doctype html>' }],
    ['null', { status: 200, body: 'null' }],
    ['half a report', { status: 200, body: '{"date":"2026-01-31","messages":{"total":1}}' }],
    [
      'an object where a number belongs',
      { status: 200, body: { date: '2026-01-31', messages: { total: {} } } },
    ],
  ])('says what is wrong with %s', async (_, answer) => {
    app.mock.http({ route: path, ...answer })
    const { result } = renderHook(() => useUsage(), app)
    await waitFor(() => expect(result.current.status).toBe('failed'))
    expect(result.current.error?.message).toMatch(/^Expected \/api\/v1\/pusher\/usage .*`endpoints\.usage`/)
    expect(result.current.data).toBeNull()
  })

  it('shows no report to a user who is no admin, and asks again only when told', async () => {
    app.mock.dispose()
    let roles: string[] = []
    app = onServer({ authenticate: () => ({ id: 'ben', roles }) })
    vi.useFakeTimers()
    const { result } = renderHook(() => useUsage(), app)
    await pass(0)
    expect(result.current).toMatchObject({ data: null, status: 'denied', error: { status: 403 } })
    await pass(120_000)
    expect(app.requests).toHaveBeenCalledTimes(1)
    roles = ['admin']
    await act(() => result.current.refresh())
    expect(result.current.status).toBe('ready')
  })

  it('asks for nothing while it is not enabled', async () => {
    vi.useFakeTimers()
    const { result, rerender } = renderHook(({ enabled }) => useUsage({ enabled }), {
      ...app,
      initialProps: { enabled: false },
    })
    await pass(60_000)
    expect(app.requests).not.toHaveBeenCalled()
    expect(result.current.status).toBe('loading')
    rerender({ enabled: true })
    await pass(0)
    expect(result.current.status).toBe('ready')
  })

  it('refuses an interval that would flood the server', () => {
    vi.spyOn(console, 'error').mockReturnValue()
    expect(() => renderHook(() => useUsage({ interval: 0 }), app)).toThrow(/1000 ms or more but got 0/)
    expect(() => renderHook(() => useUsage({ interval: Number.NaN }), app)).toThrow(/got NaN/)
  })
})
