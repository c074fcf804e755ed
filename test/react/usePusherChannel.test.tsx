import { act, render, renderHook, waitFor } from '@testing-library/react'
import { useLayoutEffect, useState } from 'react'
import { PusherProvider, usePusher, usePusherChannel } from 'react-pusher-kit'
import { describe, expect, it, vi } from 'vitest'
import { receive } from '../client/support/raw-frame.ts'
import { reactMock } from './on-mock.tsx'

const on = reactMock()

describe('usePusherChannel', () => {
  it('a handler gets the payload of its event', async () => {
    const received = vi.fn()
    const { result } = renderHook(() => usePusherChannel('news', 'published', received), on)
    expect(result.current.status).toBe('subscribing')
    await act(() => on.mock.subscribed('news'))
    expect(result.current).toMatchObject({ name: 'news', status: 'subscribed', error: null })
    expect(result.current.channel?.subscribed).toBe(true)
    on.mock.trigger('news', 'published', { title: 'hello' })
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(received.mock.calls[0]?.[0]).toEqual({ title: 'hello' })
  })

  it('StrictMode costs one connection and one subscription', async () => {
    const { unmount } = renderHook(() => usePusherChannel('news'), on.strict)
    await act(() => on.mock.subscribed('news'))
    await act(() => on.mock.settled())
    expect(on.mock.connections).toHaveLength(1)
    expect([on.sent('pusher:subscribe', 'news'), on.sent('pusher:unsubscribe', 'news')]).toEqual([1, 0])
    unmount()
    await waitFor(() => expect(on.mock.connections).toEqual([]))
  })

  it('two hooks share one subscription, and the last one ends it', async () => {
    function usePair({ both }: { both: boolean }) {
      usePusherChannel('news')
      usePusherChannel(both ? 'news' : null)
    }
    function useAll({ count }: { count: number }) {
      usePair({ both: count > 1 })
      usePusherChannel(count > 0 ? 'other' : null)
    }
    const { rerender } = renderHook(useAll, { initialProps: { count: 2 }, wrapper: on.wrapper })
    await act(() => on.mock.subscribed('other'))
    rerender({ count: 1 })
    await act(() => on.mock.settled())
    expect([on.sent('pusher:subscribe', 'news'), on.sent('pusher:unsubscribe', 'news')]).toEqual([1, 0])
    rerender({ count: 0 })
    await waitFor(() => expect(on.sent('pusher:unsubscribe', 'other')).toBe(1))
  })

  it('unmounting one component does not disturb its sibling on the channel', async () => {
    const received = vi.fn()
    const stays = vi.fn()
    function useSiblings({ isMounted }: { isMounted: boolean }) {
      usePusherChannel('news', 'e', stays)
      usePusherChannel(isMounted ? 'news' : null, 'e', received)
    }
    const { rerender } = renderHook(useSiblings, { initialProps: { isMounted: true }, wrapper: on.wrapper })
    await act(() => on.mock.subscribed('news'))
    rerender({ isMounted: false })
    await act(() => on.mock.settled())
    on.mock.trigger('news', 'e', 1)
    await waitFor(() => expect(stays).toHaveBeenCalledTimes(1))
    expect(received).not.toHaveBeenCalled()
    expect(on.sent('pusher:unsubscribe', 'news')).toBe(0)
  })

  it('listens to several events, which may appear and disappear', async () => {
    const [a, b] = [vi.fn(), vi.fn()]
    const { rerender } = renderHook(
      ({ hasB }: { hasB: boolean }) => usePusherChannel('news', hasB ? { a, b } : { a }),
      { initialProps: { hasB: false }, wrapper: on.wrapper },
    )
    await act(() => on.mock.subscribed('news'))
    on.mock.trigger('news', 'b', 1)
    await act(() => on.mock.settled())
    rerender({ hasB: true })
    on.mock.trigger('news', 'b', 2)
    on.mock.trigger('news', 'a', 3)
    await waitFor(() => expect(a).toHaveBeenCalledTimes(1))
    expect(b.mock.calls.map(([payload]) => payload as number)).toEqual([2])
    rerender({ hasB: false })
    on.mock.trigger('news', 'b', 4)
    await act(() => on.mock.settled())
    expect(b).toHaveBeenCalledTimes(1)
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
  })

  it('an event without a handler is heard by nobody, and an event that is left out is let go', async () => {
    const onError = vi.fn()
    const { result, rerender } = renderHook(
      ({ names }: { names: string[] }) =>
        usePusherChannel('news', Object.fromEntries(names.map((name) => [name, undefined]))),
      {
        initialProps: { names: ['e', 'f'] },
        wrapper: ({ children }) => (
          <PusherProvider {...on.mock.provider} onError={onError}>
            {children}
          </PusherProvider>
        ),
      },
    )
    await act(() => on.mock.subscribed('news'))
    const callbacks = (event: string) =>
      (
        result.current.channel as unknown as { callbacks: { get: (name: string) => unknown[] | undefined } }
      ).callbacks.get(event)
    expect([callbacks('e')?.length, callbacks('f')?.length]).toEqual([1, 1])
    on.mock.trigger('news', 'e', 1)
    await act(() => on.mock.settled())
    expect(onError).not.toHaveBeenCalled()
    rerender({ names: ['f'] })
    expect([callbacks('e')?.length, callbacks('f')?.length]).toEqual([undefined, 1])
  })

  it('an inline handler sees the state of the last render, and never subscribes anew', async () => {
    const seen: number[] = []
    const { result } = renderHook(() => {
      const [count, setCount] = useState(0)
      usePusherChannel('news', 'e', () => {
        seen.push(count)
        setCount(count + 1)
      })
      return count
    }, on)
    await act(() => on.mock.subscribed('news'))
    for (const expected of [1, 2, 3]) {
      on.mock.trigger('news', 'e', {})
      await waitFor(() => expect(result.current).toBe(expected))
    }
    expect(seen).toEqual([0, 1, 2])
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
  })

  it('who comes late to a cache channel hears its last event once, in StrictMode too', async () => {
    const early = vi.fn()
    const late = vi.fn()
    function Reader({ received }: { received: () => void }) {
      usePusherChannel('cache-news', 'published', received)
      return null
    }
    const { rerender } = render(<Reader key="early" received={early} />, on.strict)
    await act(() => on.mock.subscribed('cache-news'))
    on.mock.trigger('cache-news', 'published', 1)
    await waitFor(() => expect(early).toHaveBeenCalledTimes(1))
    rerender([<Reader key="early" received={early} />, <Reader key="late" received={late} />])
    await act(() => on.mock.settled())
    expect(late.mock.calls).toEqual([[1, expect.objectContaining({ event: 'published' })]])
    expect(early).toHaveBeenCalledTimes(1)
  })

  it('what it returns keeps its identity while nothing changes', async () => {
    const { result, rerender } = renderHook(() => usePusherChannel('news', { e: () => {} }), on)
    await act(() => on.mock.subscribed('news'))
    await act(() => on.mock.settled())
    const before = result.current
    rerender()
    expect(result.current).toBe(before)
  })

  it.each([null, undefined, ''])('%j subscribes to nothing', async (name) => {
    const { result } = renderHook(() => usePusherChannel(name, 'e', () => {}), on)
    await act(() => on.mock.settled())
    expect(result.current).toMatchObject({ name: null, status: 'idle', channel: null })
    expect(on.mock.frames.filter(({ event }) => event === 'pusher:subscribe')).toEqual([])
    await expect(result.current.trigger('client-x', {})).rejects.toThrow(
      'Expected a channel name but got null',
    )
    await expect(result.current.sendMessage('type', {})).rejects.toThrow(
      'Expected a channel name but got null',
    )
    result.current.retry()
  })

  it('another name leaves the old channel for the new one', async () => {
    const { result, rerender } = renderHook(({ name }) => usePusherChannel(name), {
      initialProps: { name: 'a' },
      wrapper: on.wrapper,
    })
    await act(() => on.mock.subscribed('a'))
    rerender({ name: 'b' })
    await act(() => on.mock.subscribed('b'))
    await waitFor(() => expect(on.mock.channel('a').occupied).toBe(false))
    expect(result.current).toMatchObject({ name: 'b', status: 'subscribed' })
  })

  it('unmounting before the authorisation is answered leaves no trace', async () => {
    on.mock.authorize(() => ({ delay: 100 }))
    const { unmount, result } = renderHook(() => usePusherChannel('private-a'), on)
    await waitFor(() => expect(result.current.channel?.subscriptionPending).toBe(true), { interval: 5 })
    unmount()
    await on.mock.settled()
    expect(on.sent('pusher:subscribe', 'private-a')).toBe(0)
  })

  it('a denied channel says why, and retry() recovers', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { status: 403 } : true))
    const { result } = renderHook(() => usePusherChannel('private-a'), on)
    await waitFor(() => expect(result.current.status).toBe('error'))
    expect(result.current.error).toMatchObject({ status: 403 })
    act(() => result.current.retry())
    await waitFor(() => expect(result.current.status).toBe('subscribed'))
  })

  it('trigger() sends a client event, sendMessage() posts', async () => {
    const { result } = renderHook(() => usePusherChannel('private-a'), on)
    await act(() => result.current.trigger('client-x', { n: 1 }))
    expect(on.sent('client-x', 'private-a')).toBe(1)
    await expect(result.current.sendMessage('hello', {})).resolves.toMatchObject({ seq: null })
  })

  it('calls onSubscribed at each subscription and onCacheMiss on an empty cache', async () => {
    const [onSubscribed, onCacheMiss] = [vi.fn(), vi.fn()]
    renderHook(() => usePusherChannel('cache-a', {}, { onSubscribed, onCacheMiss }), on)
    await waitFor(() => expect(onCacheMiss).toHaveBeenCalledTimes(1))
    expect(onSubscribed).toHaveBeenCalledTimes(1)
    on.mock.drop()
    await waitFor(() => expect(onSubscribed).toHaveBeenCalledTimes(2))
  })

  it('onSubscribed misses no subscription, however fast it was lost and came back', async () => {
    const [onSubscribed, late] = [vi.fn(), vi.fn()]
    const { rerender } = renderHook(
      ({ isLate }: { isLate: boolean }) => {
        usePusherChannel('news', {}, { onSubscribed })
        usePusherChannel(isLate ? 'news' : null, {}, { onSubscribed: late })
      },
      { initialProps: { isLate: false }, wrapper: on.wrapper },
    )
    await act(() => on.mock.subscribed('news'))
    expect(onSubscribed).toHaveBeenCalledTimes(1)
    rerender({ isLate: true })
    expect(late).toHaveBeenCalledTimes(1)
    // React renders once, with the channel subscribed before and after.
    await act(async () => {
      on.mock.drop()
      await on.mock.subscribed('news')
      await on.mock.settled()
    })
    expect([onSubscribed.mock.calls, late.mock.calls].map(({ length }) => length)).toEqual([2, 2])
  })

  it('an event of the channel before, told while the new one is rendered, meets the handler of before', async () => {
    const received: string[] = []
    function Room({ name }: { name: string }) {
      const client = usePusher()
      usePusherChannel(name, 'e', () => received.push(name))
      useLayoutEffect(() => {
        if (name === 'b' && client) receive({ client }, { event: 'e', channel: 'a', data: 1 })
      }, [name, client])
      return null
    }
    const { rerender } = render(<Room name="a" />, { wrapper: on.wrapper })
    await act(() => on.mock.subscribed('a'))
    rerender(<Room name="b" />)
    await act(() => on.mock.subscribed('b'))
    on.mock.trigger('b', 'e', 2)
    await waitFor(() => expect(received).toEqual(['a', 'b']))
  })

  it('a handler that the last render left out hears nothing more, even before its event is let go', async () => {
    const received = vi.fn()
    function Reader({ isListening }: { isListening: boolean }) {
      const client = usePusher()
      usePusherChannel('news', isListening ? { e: received } : { e: undefined })
      useLayoutEffect(() => {
        if (!isListening && client) receive({ client }, { event: 'e', channel: 'news', data: 1 })
      }, [isListening, client])
      return null
    }
    const { rerender } = render(<Reader isListening />, { wrapper: on.wrapper })
    await act(() => on.mock.subscribed('news'))
    rerender(<Reader isListening={false} />)
    expect(received).not.toHaveBeenCalled()
  })

  it('1 000 components that mount and unmount on one channel cost two frames', async () => {
    const many = Array.from({ length: 1000 })
    function Listener() {
      usePusherChannel('news', 'e', () => {})
      return null
    }
    const { unmount } = renderHook(() => null, {
      wrapper: () =>
        on.wrapper({
          children: many.map((__, index) => <Listener key={index} />),
        }),
    })
    await act(() => on.mock.subscribed('news'))
    unmount()
    await waitFor(() => expect(on.mock.connections).toEqual([]))
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
    expect(on.sent('pusher:unsubscribe', 'news')).toBeLessThanOrEqual(1)
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherChannel('news'))).toThrow(
      '`usePusherChannel` must be used within `<PusherProvider>`',
    )
    vi.restoreAllMocks()
  })
})
