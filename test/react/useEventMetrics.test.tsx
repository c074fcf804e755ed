import { act, renderHook, waitFor } from '@testing-library/react'
import { useEventMetrics, type MetricsRange } from 'react-pusher-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onServer } from './on-server.tsx'

let app: ReturnType<typeof onServer>

beforeEach(() => {
  app = onServer()
})
afterEach(() => app.mock.dispose())

describe('useEventMetrics', () => {
  it('has the events of its range', async () => {
    for (const user of ['ana', 'ben', 'ana']) app.server().track('news', 'headline', user)
    const { result } = renderHook(() => useEventMetrics({ range: '5m' }), app)
    await waitFor(() => expect(result.current.status).toBe('ready'))
    expect(result.current.data).toMatchObject({
      range: '5m',
      events: [{ event: 'headline', count: 3, unique_users: 2 }],
    })
    expect(result.current.data?.series).toHaveLength(5)
  })

  it('follows another range', async () => {
    const { result, rerender } = renderHook(({ range }) => useEventMetrics({ range }), {
      ...app,
      initialProps: { range: '5m' as MetricsRange },
    })
    await waitFor(() => expect(result.current.data?.range).toBe('5m'))
    rerender({ range: '1h' })
    expect(result.current).toMatchObject({ data: null, status: 'loading' })
    await waitFor(() => expect(result.current.data?.range).toBe('1h'))
    rerender({ range: '5m' })
    expect(result.current.data?.range).toBe('5m')
  })

  it('says why there are no days without a store that has counters', async () => {
    const { result } = renderHook(() => useEventMetrics({ range: '7d' }), app)
    await waitFor(() => expect(result.current.status).toBe('failed'))
    expect(result.current.error).toMatchObject({ status: 400 })
    await act(() => result.current.refresh())
    expect(result.current.data).toBeNull()
  })
})
