import { act, render, renderHook, waitFor } from '@testing-library/react'
import { useEffect } from 'react'
import { PusherProvider, usePusher, usePusherActions, usePusherEvents } from 'react-pusher-kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { receive } from '../client/support/raw-frame.ts'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
const fail = (): never => {
  throw new Error('broken')
}
afterEach(() => vi.restoreAllMocks())

describe('usePusherEvents', () => {
  it('keeps the latest payloads, newest last', async () => {
    const { result } = renderHook(() => usePusherEvents('news', 'e', { limit: 3 }), on.strict)
    expect(result.current).toEqual([])
    await act(() => on.mock.subscribed('news'))
    for (let n = 1; n <= 2; n += 1) on.mock.trigger('news', 'e', { n })
    await waitFor(() => expect(result.current).toEqual([{ n: 1 }, { n: 2 }]))
    for (let n = 3; n <= 10; n += 1) on.mock.trigger('news', 'e', { n })
    await waitFor(() => expect(result.current).toEqual([{ n: 8 }, { n: 9 }, { n: 10 }]))
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
  })

  it('1 000 events of one frame are one render', async () => {
    const renders = vi.fn()
    const { result } = renderHook(() => {
      renders()
      return usePusherEvents('news', 'e', { limit: 2000 })
    }, on)
    await act(() => on.mock.subscribed('news'))
    await act(() => on.mock.settled())
    const before = renders.mock.calls.length
    await act(async () => {
      for (let n = 0; n < 1000; n += 1) on.mock.trigger('news', 'e', n)
      await on.mock.settled()
      await new Promise(requestAnimationFrame)
    })
    expect(result.current).toHaveLength(1000)
    expect(renders.mock.calls.length - before).toBe(1)
  })

  it('select maps and drops, with the one of the last render', async () => {
    const { result, rerender } = renderHook(
      ({ factor }: { factor: number }) =>
        usePusherEvents<number, number>('news', 'e', { select: (n) => (n > 1 ? n * factor : undefined) }),
      { initialProps: { factor: 10 }, wrapper: on.wrapper },
    )
    await act(() => on.mock.subscribed('news'))
    on.mock.trigger('news', 'e', 1)
    on.mock.trigger('news', 'e', 2)
    await waitFor(() => expect(result.current).toEqual([20]))
    rerender({ factor: 100 })
    on.mock.trigger('news', 'e', 3)
    await waitFor(() => expect(result.current).toEqual([20, 300]))
  })

  it('one that mounts in the middle of a frame gets what comes from then on', async () => {
    function useBoth({ isLate }: { isLate: boolean }) {
      return [
        usePusherEvents('news', 'e'),
        usePusherEvents(isLate ? 'news' : null, 'e'),
        usePusher(),
      ] as const
    }
    const { result, rerender } = renderHook(useBoth, {
      initialProps: { isLate: false },
      wrapper: on.wrapper,
    })
    await act(() => on.mock.subscribed('news'))
    const hear = (data: number) =>
      receive({ client: result.current[2] }, { event: 'e', channel: 'news', data })
    hear(1)
    rerender({ isLate: true })
    hear(2)
    await waitFor(() => expect(result.current[0]).toEqual([1, 2]))
    expect(result.current[1]).toEqual([2])
    hear(3)
    await waitFor(() => expect(result.current[0]).toEqual([1, 2, 3]))
    expect(result.current[1]).toEqual([2, 3])
  })

  it('a burst of one frame is whole for who selects, and no longer than needed for the others', async () => {
    function useAll({ isLate }: { isLate: boolean }) {
      const few = usePusherEvents('news', 'e', { limit: 3 })
      const even = usePusherEvents<number, number>(isLate ? 'news' : null, 'e', {
        limit: 2000,
        select: (n) => (n % 2 === 0 ? n : undefined),
      })
      return [few, even, usePusher()] as const
    }
    const { result, rerender } = renderHook(useAll, {
      initialProps: { isLate: false },
      wrapper: on.wrapper,
    })
    await act(() => on.mock.subscribed('news'))
    const hear = (from: number, to: number) => {
      for (let n = from; n <= to; n += 1) {
        receive({ client: result.current[2] }, { event: 'e', channel: 'news', data: n })
      }
    }
    hear(1, 1000)
    rerender({ isLate: true })
    hear(1001, 3000)
    await waitFor(() => expect(result.current[0]).toEqual([2998, 2999, 3000]))
    expect(result.current[1]).toHaveLength(1000)
    expect([result.current[1][0], result.current[1].at(-1)]).toEqual([1002, 3000])
  })

  it('a select that throws is reported, and the other payloads are kept', async () => {
    const onError = vi.fn()
    const { result } = renderHook(
      () =>
        usePusherEvents<{ n: { m: number } | null }, number>('news', 'e', {
          select: ({ n }) => n?.m ?? fail(),
        }),
      {
        wrapper: ({ children }) => (
          <PusherProvider {...on.mock.provider} onError={onError}>
            {children}
          </PusherProvider>
        ),
      },
    )
    await act(() => on.mock.subscribed('news'))
    on.mock.trigger('news', 'e', { n: null })
    on.mock.trigger('news', 'e', { n: { m: 7 } })
    await waitFor(() => expect(result.current).toEqual([7]))
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'handler_threw', channel: 'news', event: 'e' })
  })

  it('a select that keeps nothing renders nothing', async () => {
    const renders = vi.fn()
    renderHook(() => {
      renders()
      return usePusherEvents('news', 'e', { select: () => undefined })
    }, on)
    await act(() => on.mock.subscribed('news'))
    const before = renders.mock.calls.length
    on.mock.trigger('news', 'e', 1)
    await act(() => on.mock.settled())
    await act(() => new Promise(requestAnimationFrame))
    expect(renders).toHaveBeenCalledTimes(before)
  })

  it('each reader that mounts after the last event of a cache channel gets it once', async () => {
    const prices = 'cache-prices'
    const heard = vi.fn()
    const { result, rerender } = renderHook(
      ({ readers }: { readers: number }) => [
        usePusherActions(),
        usePusherEvents(readers > 0 ? prices : null, 'price'),
        usePusherEvents(readers > 1 ? prices : null, 'price'),
      ],
      { initialProps: { readers: 0 }, ...on.strict },
    )
    const [{ listen }] = result.current as [ReturnType<typeof usePusherActions>]
    const stop = listen(prices, 'price', heard)
    await act(() => on.mock.subscribed(prices))
    on.mock.trigger(prices, 'price', 1)
    await waitFor(() => expect(heard).toHaveBeenCalledOnce())
    rerender({ readers: 1 })
    await waitFor(() => expect(result.current[1]).toEqual([1]))
    rerender({ readers: 2 })
    await waitFor(() => expect(result.current[2]).toEqual([1]))
    expect(result.current[1]).toEqual([1])
    stop()
  })

  it('a reader that mounts beside another one under StrictMode gets the event of a cache channel once', async () => {
    const prices = 'cache-prices'
    const seen: unknown[] = []
    function Reader({ name }: { name: string }) {
      const payloads = usePusherEvents(prices, 'price')
      useEffect(() => void seen.push([name, ...payloads]), [name, payloads])
      return null
    }
    const { rerender } = render([<Reader key="a" name="a" />], on.strict)
    await act(() => on.mock.subscribed(prices))
    on.mock.trigger(prices, 'price', 1)
    await waitFor(() => expect(seen.at(-1)).toEqual(['a', 1]))
    rerender([<Reader key="a" name="a" />, <Reader key="b" name="b" />])
    await waitFor(() => expect(seen.at(-1)).toEqual(['b', 1]))
    await act(() => on.mock.settled())
    expect(seen.at(-1)).toEqual(['b', 1])
  })

  it('null listens to nothing, and one that unmounts leaves its sibling', async () => {
    const { result, rerender } = renderHook(
      ({ both }: { both: boolean }) => [
        usePusherEvents('news', 'e'),
        usePusherEvents(both ? 'news' : null, 'e'),
      ],
      { initialProps: { both: true }, wrapper: on.wrapper },
    )
    await act(() => on.mock.subscribed('news'))
    rerender({ both: false })
    await act(() => on.mock.settled())
    on.mock.trigger('news', 'e', 1)
    await waitFor(() => expect(result.current[0]).toEqual([1]))
    expect(result.current[1]).toEqual([])
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherEvents('news', 'e'))).toThrow(
      '`usePusherEvents` must be used within',
    )
  })
})

describe('usePusherActions', () => {
  it('is one object for the session, and triggers on any channel', async () => {
    const received = vi.fn()
    const { result, rerender } = renderHook(() => usePusherActions(), on.strict)
    const actions = result.current
    rerender()
    expect(result.current).toBe(actions)
    const stop = actions.listen('news', 'e', received)
    await on.mock.subscribed('news')
    await actions.trigger('news', 'e', { n: 1 })
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    stop()
    await waitFor(() => expect(on.mock.channel('news').occupied).toBe(false))
  })

  it.each(['ana', 7, null])('knows the session %j of its provider', (sessionKey) => {
    const { result } = renderHook(() => usePusherActions(), {
      wrapper: ({ children }) => (
        <PusherProvider {...on.mock.provider} sessionKey={sessionKey}>
          {children}
        </PusherProvider>
      ),
    })
    expect(result.current.sessionKey).toBe(sessionKey)
  })

  it('one that unmounts leaves what its sibling listens to', async () => {
    const received = vi.fn()
    function Listener() {
      const { listen } = usePusherActions()
      useEffect(() => listen('news', 'e', received), [listen])
      return null
    }
    const { rerender } = render([<Listener key="a" />, <Listener key="b" />], on.strict)
    await on.mock.subscribed('news')
    rerender([<Listener key="a" />])
    await act(() => on.mock.settled())
    on.mock.trigger('news', 'e', 1)
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(on.sent('pusher:unsubscribe', 'news')).toBe(0)
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherActions())).toThrow('`usePusherActions` must be used within')
  })
})
