import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { usePusherQuery } from 'react-pusher-kit/query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let mock: MockPusher
let client: QueryClient
beforeEach(() => {
  mock = createMockPusher()
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
})
afterEach(() => {
  mock.dispose()
  client.clear()
})

function wrapper({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <PusherProvider {...mock.provider}>{children}</PusherProvider>
      </QueryClientProvider>
    </StrictMode>
  )
}

describe('usePusherQuery', () => {
  it('an event counts once per query, however many components use it', async () => {
    const queryFn = vi.fn(() => Promise.resolve([1]))
    const useNumbers = (key = 'numbers') =>
      usePusherQuery(
        { queryKey: [key], queryFn },
        {
          channel: 'numbers',
          on: { added: (old: number[], payload) => [...old, payload as number], cleared: 'invalidate' },
        },
      ).data
    const { result } = renderHook(() => [useNumbers(), useNumbers(), useNumbers(), useNumbers('others')], {
      wrapper,
    })
    await act(() => mock.subscribed('numbers'))
    await waitFor(() => expect(result.current).toEqual([[1], [1], [1], [1]]))
    mock.trigger('numbers', 'added', 2)
    mock.trigger('numbers', 'added', 2)
    const all = [1, 2, 2]
    await waitFor(() => expect(result.current).toEqual([all, all, all, all]))
    const fetched = queryFn.mock.calls.length
    mock.trigger('numbers', 'cleared', {})
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(fetched + 2))
    await act(() => mock.settled())
    expect(queryFn).toHaveBeenCalledTimes(fetched + 2)
  })

  it('a cached event that a later component gets too counts once', async () => {
    const queryFn = () => Promise.resolve([1])
    const useNumbers = (isOn: boolean) =>
      usePusherQuery(
        { queryKey: ['numbers'], queryFn },
        {
          channel: isOn ? 'cache-numbers' : null,
          on: { added: (old: number[], payload) => [...old, payload as number] },
        },
      ).data
    const { result, rerender } = renderHook(({ more }) => [useNumbers(true), useNumbers(more)], {
      wrapper,
      initialProps: { more: false },
    })
    await act(() => mock.subscribed('cache-numbers'))
    await waitFor(() => expect(result.current[0]).toEqual([1]))
    mock.trigger('cache-numbers', 'added', 2)
    await waitFor(() => expect(result.current[0]).toEqual([1, 2]))
    rerender({ more: true })
    await act(() => mock.settled())
    expect(result.current).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('events change the data, or fetch it again', async () => {
    let stored = [1]
    const queryFn = vi.fn(() => Promise.resolve(stored))
    const { result } = renderHook(
      () =>
        usePusherQuery(
          { queryKey: ['numbers'], queryFn },
          {
            channel: 'numbers',
            on: { added: (old, payload) => [...old, payload as number], cleared: 'invalidate' },
          },
        ),
      { wrapper },
    )
    await act(() => mock.subscribed('numbers'))
    await waitFor(() => expect(result.current.data).toEqual([1]))
    mock.trigger('numbers', 'added', 2)
    await waitFor(() => expect(result.current.data).toEqual([1, 2]))
    expect(queryFn).toHaveBeenCalledTimes(1)
    stored = []
    mock.trigger('numbers', 'cleared', {})
    await waitFor(() => expect(result.current.data).toEqual([]))
    expect(queryFn).toHaveBeenCalledTimes(2)
  })

  it('an event that comes while a fetch is under way is not undone by its answer', async () => {
    const answers: ((value: number[]) => void)[] = []
    const queryFn = vi.fn(() => new Promise<number[]>((resolve) => answers.push(resolve)))
    const { result } = renderHook(
      () =>
        usePusherQuery(
          { queryKey: ['numbers'], queryFn },
          { channel: 'numbers', on: { added: (old, payload) => [...old, payload as number] } },
        ),
      { wrapper },
    )
    await act(() => mock.subscribed('numbers'))
    answers[0]?.([1])
    await waitFor(() => expect(result.current.data).toEqual([1]))
    void client.invalidateQueries()
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
    mock.trigger('numbers', 'added', 2)
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(3))
    answers[1]?.([1])
    answers[2]?.([1, 2])
    await waitFor(() => expect(result.current.data).toEqual([1, 2]))
  })

  it('an event that comes before the first answer fetches again', async () => {
    const answers: ((value: number[]) => void)[] = []
    const queryFn = vi.fn(() => new Promise<number[]>((resolve) => answers.push(resolve)))
    const rule = vi.fn((old: number[], payload: unknown) => [...old, payload as number])
    const { result } = renderHook(
      () => usePusherQuery({ queryKey: ['numbers'], queryFn }, { channel: 'numbers', on: { added: rule } }),
      { wrapper },
    )
    await act(() => mock.subscribed('numbers'))
    mock.trigger('numbers', 'added', 2)
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
    answers[0]?.([1])
    answers[1]?.([1, 2])
    await waitFor(() => expect(result.current.data).toEqual([1, 2]))
    expect(rule).not.toHaveBeenCalled()
  })

  it('after a gap it is fetched once, with several channels too', async () => {
    const queryFn = vi.fn(() => Promise.resolve(1))
    mock.authorize(({ attempt }) => (attempt > 1 ? { delay: 60 } : true))
    const { rerender } = renderHook(
      ({ hasSecond }: { hasSecond: boolean }) => [
        usePusherQuery({ queryKey: ['n'], queryFn }, { channel: 'a', on: {} }),
        usePusherQuery({ queryKey: ['n'], queryFn }, { channel: hasSecond ? 'private-b' : null, on: {} }),
      ],
      { initialProps: { hasSecond: true }, wrapper },
    )
    await act(() => mock.subscribed('a'))
    await act(() => mock.subscribed('private-b'))
    await act(() => mock.settled())
    expect(queryFn).toHaveBeenCalledTimes(1)
    act(() => mock.drop())
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
    expect(mock.channel('private-b').occupied).toBe(true)
    // Waits for the late authorisation, too.
    await act(() => mock.settled())
    expect(queryFn).toHaveBeenCalledTimes(2)
    rerender({ hasSecond: false })
    act(() => mock.drop())
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(3))
  })

  it('a gap is seen however fast it closed', async () => {
    const queryFn = vi.fn(() => Promise.resolve(1))
    renderHook(() => usePusherQuery({ queryKey: ['n'], queryFn }, { channel: 'a', on: {} }), { wrapper })
    await act(() => mock.subscribed('a'))
    await act(() => mock.settled())
    expect(queryFn).toHaveBeenCalledTimes(1)
    // React renders once, with the channel subscribed before and after.
    await act(async () => {
      mock.drop()
      await mock.subscribed('a')
      await mock.settled()
    })
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
  })

  it('a channel that is denied does not hold the others up', async () => {
    const queryFn = vi.fn(() => Promise.resolve(1))
    mock.authorize(() => false)
    renderHook(
      () => [
        usePusherQuery({ queryKey: ['n'], queryFn }, { channel: 'a', on: {} }),
        usePusherQuery({ queryKey: ['n'], queryFn }, { channel: 'private-b', on: {} }),
      ],
      { wrapper },
    )
    await act(() => mock.subscribed('a'))
    await act(() => mock.settled())
    act(() => mock.drop())
    await waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
  })

  it('one that unmounts leaves its sibling', async () => {
    const queryFn = () => Promise.resolve([1])
    const added = (old: number[], payload: unknown) => [...old, payload as number]
    const { result, rerender } = renderHook(
      ({ isListening }: { isListening: boolean }) => [
        usePusherQuery({ queryKey: ['a'], queryFn }, { channel: 'numbers', on: { added } }).data,
        usePusherQuery(
          { queryKey: ['b'], queryFn },
          { channel: isListening ? 'numbers' : null, on: { added } },
        ).data,
      ],
      { initialProps: { isListening: true }, wrapper },
    )
    await act(() => mock.subscribed('numbers'))
    await waitFor(() => expect(result.current).toEqual([[1], [1]]))
    rerender({ isListening: false })
    await act(() => mock.settled())
    mock.trigger('numbers', 'added', 2)
    await waitFor(() => expect(result.current).toEqual([[1, 2], [1]]))
    expect(mock.frames.filter(({ event }) => event === 'pusher:unsubscribe')).toEqual([])
  })

  it('null listens to nothing', async () => {
    const { result } = renderHook(
      () =>
        usePusherQuery(
          { queryKey: ['n'], queryFn: () => Promise.resolve(1) },
          { channel: null, on: { e: 'invalidate' } },
        ),
      { wrapper },
    )
    await waitFor(() => expect(result.current.data).toBe(1))
    expect(mock.frames.filter(({ event }) => event === 'pusher:subscribe')).toEqual([])
  })
})
