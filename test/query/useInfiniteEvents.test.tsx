import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { useInfiniteEvents } from 'react-pusher-kit/query'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const channels = defineChannels({
  runs: { events: { line: type<{ n: number }>(), other: type<object>() }, persist: true },
})
let mock: MockPusher
let client: QueryClient
beforeEach(() => {
  mock = createMockPusher({ channels })
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
})
afterEach(() => {
  mock.dispose()
  client.clear()
})

function on(sessionKey = 'ana') {
  return {
    wrapper: ({ children }: { children: ReactNode }) => (
      <StrictMode>
        <QueryClientProvider client={client}>
          <PusherProvider {...mock.provider} channels={channels} sessionKey={sessionKey}>
            {children}
          </PusherProvider>
        </QueryClientProvider>
      </StrictMode>
    ),
  }
}

const runs: string = 'runs'
const publish = (from: number, to: number) => {
  for (let n = from; n <= to; n++) mock.trigger(runs, n % 3 === 0 ? 'other' : 'line', { n })
}
const seqs = (events: readonly { seq: number | null }[]) => events.map(({ seq }) => seq)

describe('useInfiniteEvents', () => {
  it('shows the newest page first, and older ones on demand, each event once and in order', async () => {
    publish(1, 12)
    const { result } = renderHook(() => useInfiniteEvents({ channel: 'runs', limit: 5 }), on())
    await waitFor(() => expect(seqs(result.current.events)).toEqual([8, 9, 10, 11, 12]))
    expect(result.current.events[4]).toEqual({
      seq: 12,
      event: 'other',
      data: { n: 12 },
      timestamp: expect.any(Number) as number,
    })
    expect(result.current.hasNextPage).toBe(true)
    // What is published meanwhile moves no page.
    publish(13, 14)
    await act(() => result.current.fetchNextPage())
    await waitFor(() => expect(seqs(result.current.events)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
    await act(() => result.current.fetchNextPage())
    await waitFor(() => expect(result.current.events).toHaveLength(12))
    expect(result.current.hasNextPage).toBe(false)
    await act(() => result.current.refetch())
    await waitFor(() => expect(seqs(result.current.events).at(-1)).toBe(14))
    expect(seqs(result.current.events)).toEqual([...new Set(seqs(result.current.events))])
  })

  it('reads one event only', async () => {
    publish(1, 9)
    const { result } = renderHook(
      () => useInfiniteEvents({ channel: 'runs', event: 'other', limit: 2 }),
      on(),
    )
    await waitFor(() => expect(seqs(result.current.events)).toEqual([6, 9]))
    await act(() => result.current.fetchNextPage())
    await waitFor(() => expect(seqs(result.current.events)).toEqual([3, 6, 9]))
  })

  it('without a channel, or when disabled, it fetches nothing', async () => {
    publish(1, 2)
    const { result } = renderHook(
      () =>
        [
          useInfiniteEvents({ channel: null }),
          useInfiniteEvents({ channel: 'runs', enabled: false }),
        ] as const,
      on(),
    )
    await act(() => mock.settled())
    for (const { events, fetchStatus } of result.current)
      expect({ events, fetchStatus }).toEqual({ events: [], fetchStatus: 'idle' })
  })

  it('another user never gets the pages of the one before', async () => {
    publish(1, 2)
    const first = renderHook(() => useInfiniteEvents({ channel: 'runs' }), on('ana'))
    await waitFor(() => expect(first.result.current.events).toHaveLength(2))
    const second = renderHook(() => useInfiniteEvents({ channel: 'runs' }), on('bruno'))
    expect(second.result.current.events).toEqual([])
    await waitFor(() => expect(second.result.current.events).toHaveLength(2))
  })

  it('reports a denied history as an error', async () => {
    mock.http({ route: 'history', status: 403 })
    const { result } = renderHook(() => useInfiniteEvents({ channel: 'runs' }), on())
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'history_denied', status: 403 }))
  })
})
