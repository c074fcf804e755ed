import { act, render, renderHook, waitFor, type RenderOptions } from '@testing-library/react'
import { useEffect, useLayoutEffect, useState } from 'react'
import { PusherProvider, useRealtime, type RealtimeMessage } from 'react-pusher-kit'
import { describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock({ onError: () => {} }, { user: { id: 'ada' } })

const connected = async (options: RenderOptions = on) => {
  const rendered = renderHook(() => useRealtime(), options)
  await waitFor(() => expect(rendered.result.current.isConnected).toBe(true))
  return rendered
}

describe('useRealtime', () => {
  it('connects, subscribes, sends and counts as a WebSocket context does', async () => {
    const { result, unmount } = await connected(on.strict)
    const received: RealtimeMessage[] = []
    let id = ''
    act(() => {
      id = result.current.subscribe('private-user-ada', (message) => received.push(message))
    })
    expect(id).not.toBe('')
    await on.mock.subscribed('private-user-ada')
    await act(() => result.current.send('chat', { text: 'hi' }))
    await waitFor(() =>
      expect(received).toEqual([{ type: 'chat', payload: { text: 'hi' }, channel: 'private-user-ada' }]),
    )
    expect(result.current).toMatchObject({ state: 'connected', error: null })
    expect(result.current.stats).toMatchObject({ messagesSent: 1, reconnections: 0, attempts: 1 })
    act(() => result.current.unsubscribe(id))
    act(() => result.current.unsubscribe(id))
    await waitFor(() => expect(on.mock.channel('private-user-ada').occupied).toBe(false))
    unmount()
  })

  it('sends about the channel that is named', async () => {
    const { result } = await connected()
    const callback = vi.fn()
    act(() => void result.current.subscribe('private-room', callback))
    await on.mock.subscribed('private-room')
    await act(() => result.current.send('chat', { text: 'all' }, 'private-room'))
    await waitFor(() => expect(callback).toHaveBeenCalledOnce())
    expect(callback.mock.calls[0]).toEqual([
      { type: 'chat', payload: { text: 'all' }, channel: 'private-room' },
      expect.objectContaining({ channel: 'private-room', event: 'chat' }),
    ])
  })

  it('send rejects with the reason, and counts only what was accepted', async () => {
    const { result } = await connected()
    on.mock.http({ route: 'message', status: 503 })
    await expect(result.current.send('chat', {})).rejects.toMatchObject({ status: 503 })
    await expect(result.current.send('chat', 1n)).rejects.toMatchObject({ code: 'invalid_payload' })
    expect(result.current.stats.messagesSent).toBe(0)
  })

  it('disconnect() and connect() do what they say, with the reason', async () => {
    const { result } = await connected()
    act(() => result.current.disconnect())
    expect(result.current.state).toBe('disconnected')
    await act(() => result.current.connect())
    expect(result.current.isConnected).toBe(true)
    on.mock.network.connect = { code: 4001, reason: 'no such app' }
    act(() => result.current.disconnect())
    await expect(result.current.connect()).rejects.toMatchObject({ closeCode: 4001 })
    await waitFor(() => expect(result.current.state).toBe('disconnected'))
    expect(result.current.error).toMatchObject({ closeCode: 4001 })
  })

  it('connect() in the first effect of a component waits for the provider', async () => {
    const settled = vi.fn()
    function useConnecting() {
      const { connect } = useRealtime()
      useEffect(() => {
        connect().then(() => settled('connected'), settled)
      }, [connect])
    }
    renderHook(useConnecting, on)
    await waitFor(() => expect(settled).toHaveBeenCalledExactlyOnceWith('connected'))
  })

  it.each([
    ['without an appKey', { appKey: null, createClient: undefined }, /Expected an appKey/],
    ['while the provider is off', { enabled: false }, /Expected an enabled kit/],
  ])('connect() rejects %s', async (_name, props, message) => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    const { result } = renderHook(() => useRealtime(), {
      wrapper: ({ children }) => (
        <PusherProvider {...on.mock.provider} {...props}>
          {children}
        </PusherProvider>
      ),
    })
    await expect(result.current.connect()).rejects.toThrow(message)
    vi.restoreAllMocks()
  })

  it('functions keep their identity over renders, reconnects and messages', async () => {
    const { result, rerender } = await connected()
    const { connect, disconnect, send, subscribe, unsubscribe } = result.current
    on.mock.drop()
    await waitFor(() => expect(result.current.stats.reconnections).toBe(1))
    rerender()
    expect(result.current).toMatchObject({ connect, disconnect, send, subscribe, unsubscribe })
  })

  it('does not render for latency and the network', async () => {
    let renders = 0
    renderHook(
      () => {
        renders += 1
        return useRealtime()
      },
      { wrapper: on.wrapper },
    )
    await on.mock.settled()
    await waitFor(() => expect(on.mock.connections).toHaveLength(1))
    const before = renders
    act(() => on.mock.offline())
    expect(renders - before).toBeLessThanOrEqual(1)
    act(() => on.mock.online())
  })
})

describe('the subscriptions of useRealtime', () => {
  it.each([
    ['an effect', useEffect],
    ['a layout effect', useLayoutEffect],
  ])('made in %s exist once in StrictMode, and end with the component', async (_name, useAnEffect) => {
    const callback = vi.fn()
    function useCareless() {
      const { subscribe } = useRealtime()
      // Without a cleanup, as a context allows it.
      useAnEffect(() => void subscribe('news', callback), [subscribe])
    }
    const { unmount } = renderHook(useCareless, on.strict)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', {})
    await waitFor(() => expect(callback).toHaveBeenCalledOnce())
    unmount()
    await waitFor(() => expect(on.mock.channel('news').occupied).toBe(false))
  })

  it('made by a child through its parent exist once in StrictMode', async () => {
    const callback = vi.fn()
    type Subscribe = ReturnType<typeof useRealtime>['subscribe']
    function Child({ subscribe }: { subscribe: Subscribe }) {
      useLayoutEffect(() => void subscribe('news', callback), [subscribe])
      return null
    }
    function Parent() {
      const { subscribe } = useRealtime()
      return <Child subscribe={subscribe} />
    }
    render(<Parent />, on.strict)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', {})
    await waitFor(() => expect(callback).toHaveBeenCalledOnce())
  })

  it('two on one channel share its subscription and end apart', async () => {
    const [first, second] = [vi.fn(), vi.fn()]
    const { result } = await connected()
    const other = renderHook(() => useRealtime(), on)
    await waitFor(() => expect(other.result.current.isConnected).toBe(true))
    const ids = [result.current.subscribe('news', first), result.current.subscribe('news', second)]
    expect(new Set(ids).size).toBe(2)
    await on.mock.subscribed('news')
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
    result.current.unsubscribe(ids[0] as string)
    on.mock.trigger('news', 'published', {})
    await waitFor(() => expect(second).toHaveBeenCalledOnce())
    expect(first).not.toHaveBeenCalled()
  })

  it('asked for after the unmount subscribes to nothing', async () => {
    let late = (): string => ''
    function Late() {
      const { subscribe } = useRealtime()
      useEffect(() => {
        late = () => subscribe('news', () => {})
      }, [subscribe])
      return null
    }
    const { rerender } = render(<Late />, on)
    await on.mock.settled()
    rerender(<p>gone</p>)
    late()
    await on.mock.settled()
    expect(on.mock.connections).toHaveLength(1)
    expect(on.sent('pusher:subscribe', 'news')).toBe(0)
  })

  it('end with the session: nothing of user A reaches user B', async () => {
    const callback = vi.fn()
    const { result } = renderHook(
      () => {
        const [key, setKey] = useState('a')
        return { setKey, key }
      },
      { wrapper: ({ children }) => <>{children}</> },
    )
    function Listener() {
      const { subscribe } = useRealtime()
      useEffect(() => void subscribe('news', callback), [subscribe])
      return null
    }
    const page = renderHook(() => {}, {
      wrapper: ({ children }) => (
        <PusherProvider {...on.mock.provider} sessionKey={result.current.key}>
          <Listener />
          {children}
        </PusherProvider>
      ),
    })
    await on.mock.subscribed('news')
    act(() => result.current.setKey('b'))
    page.rerender()
    await waitFor(() => expect(on.sent('pusher:subscribe', 'news')).toBe(2))
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', {})
    await waitFor(() => expect(callback).toHaveBeenCalledOnce())
  })

  it('refuse what is no channel or no function, with what to pass', async () => {
    const { result } = await connected()
    const subscribe = result.current.subscribe as (...args: unknown[]) => string
    expect(() => subscribe('news')).toThrow(
      /Expected subscribe\(channel, callback\) but got string and undefined/,
    )
    expect(() => subscribe({ channel: 'news' }, () => {})).toThrow(/got object and function/)
    expect(() => subscribe('', () => {})).toThrow(/Name a channel/)
  })
})
