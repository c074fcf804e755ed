import { act, renderHook, waitFor } from '@testing-library/react'
import { usePusherActions, usePusherEvents } from 'react-pusher-kit'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
afterEach(() => vi.restoreAllMocks())

describe('usePusherEvents', () => {
  test('keeps the latest payloads, newest last', async () => {
    const { result } = renderHook(() => usePusherEvents('news', 'e', { limit: 3 }), { wrapper: on.strict })
    expect(result.current).toEqual([])
    await act(() => on.mock.subscribed('news'))
    for (let n = 1; n <= 10; n += 1) on.mock.trigger('news', 'e', { n })
    await waitFor(() => expect(result.current).toEqual([{ n: 8 }, { n: 9 }, { n: 10 }]))
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
  })

  test('1 000 events of one frame are one render', async () => {
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

  test('select maps and drops, with the one of the last render', async () => {
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

  test('null listens to nothing, and one that unmounts leaves its sibling', async () => {
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

  test('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherEvents('news', 'e'))).toThrow(
      '`usePusherEvents` must be used within',
    )
  })
})

describe('usePusherActions', () => {
  test('is one object for the session, and triggers on any channel', async () => {
    const heard = vi.fn()
    const { result, rerender } = renderHook(() => usePusherActions(), { wrapper: on.strict })
    const actions = result.current
    rerender()
    expect(result.current).toBe(actions)
    const stop = actions.listen('news', 'e', heard)
    await on.mock.subscribed('news')
    await actions.trigger('news', 'e', { n: 1 })
    await waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
    stop()
    await waitFor(() => expect(on.mock.channel('news').occupied).toBe(false))
  })

  test('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherActions())).toThrow('`usePusherActions` must be used within')
  })
})
