import { act, renderHook, waitFor } from '@testing-library/react'
import { PusherProvider, usePresence, usePusherChannel } from 'react-pusher-kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
const room = 'presence-room'
afterEach(() => vi.restoreAllMocks())

describe('usePresence', () => {
  it('members, me and count, in StrictMode with one subscription', async () => {
    on.mock.join(room, { id: 'ana', info: { name: 'Ana' } })
    const { result } = renderHook(() => usePresence(room), on.strict)
    expect(result.current).toMatchObject({ members: [], me: null, count: 0, isStale: false })
    await waitFor(() => expect(result.current.count).toBe(2))
    expect(result.current.members[0]).toMatchObject({ id: 'ana', info: { name: 'Ana' }, isMe: false })
    expect(result.current.me).toMatchObject({ id: 'me', isMe: true })
    expect(on.sent('pusher:subscribe', room)).toBe(1)
  })

  it('tells of joins and leaves to the handlers of the last render', async () => {
    const reported: string[] = []
    const { result, rerender } = renderHook(
      ({ tag }: { tag: string }) =>
        usePresence(room, {
          onJoin: ({ id }) => reported.push(`${tag}+${id}`),
          onLeave: ({ id }) => reported.push(`${tag}-${id}`),
        }),
      { initialProps: { tag: 'a' }, ...on.strict },
    )
    await waitFor(() => expect(result.current.count).toBe(1))
    const ana = on.mock.join(room, { id: 'ana' })
    await waitFor(() => expect(reported).toEqual(['a+ana']))
    rerender({ tag: 'b' })
    ana.leave()
    await waitFor(() => expect(reported).toEqual(['a+ana', 'b-ana']))
  })

  it('a second hook that mounts late has the members right away', async () => {
    on.mock.join(room, { id: 'ana' })
    const { result, rerender } = renderHook(
      ({ late }: { late: boolean }) => [
        usePresence(room),
        usePresence(late ? room : null, { leaveGrace: 5 }),
      ],
      { initialProps: { late: false }, wrapper: on.wrapper },
    )
    await waitFor(() => expect(result.current[0]?.count).toBe(2))
    rerender({ late: true })
    expect(result.current[1]?.members.map(({ id }) => id)).toEqual(['ana', 'me'])
    rerender({ late: false })
    await act(() => on.mock.settled())
    expect(result.current[0]?.count).toBe(2)
    expect(on.sent('pusher:unsubscribe', room)).toBe(0)
  })

  it('a channel that the app subscribed to before has its members', async () => {
    const client = on.mock.client()
    client.subscribe(room)
    await on.mock.subscribed(room)
    const { result } = renderHook(() => usePresence(room), {
      wrapper: ({ children }) => <PusherProvider client={client}>{children}</PusherProvider>,
    })
    await waitFor(() => expect(result.current).toMatchObject({ status: 'subscribed', count: 1 }))
    expect(result.current.me?.id).toBe('me')
  })

  it('select renders only when the selection changes, also when written inline', async () => {
    const renders = vi.fn()
    const { result } = renderHook(() => {
      renders()
      return usePresence(room, {
        select: ({ members }) => members.filter(({ isMe }) => !isMe).map(({ id }) => id),
        isEqual: (a, b) => a.join() === b.join(),
      })
    }, on)
    await waitFor(() => expect(on.mock.channel(room).occupied).toBe(true))
    await act(() => on.mock.settled())
    const before = renders.mock.calls.length
    const same = result.current
    act(() => on.mock.drop())
    await act(() => on.mock.subscribed(room))
    expect(renders.mock.calls.length).toBe(before)
    expect(result.current).toBe(same)
    on.mock.join(room, { id: 'ana' })
    await waitFor(() => expect(result.current).toEqual(['ana']))
  })

  it('a denied channel has the reason, and retry() subscribes again', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { status: 403 } : true))
    const { result } = renderHook(() => usePresence(room), on.strict)
    await waitFor(() => expect(result.current.status).toBe('error'))
    expect(result.current.error).toMatchObject({ status: 403 })
    const { retry } = result.current
    act(() => retry())
    await waitFor(() => expect(result.current).toMatchObject({ status: 'subscribed', count: 1 }))
    expect(result.current.retry).toBe(retry)
  })

  it('the result is the same object until the snapshot changes', async () => {
    const { result, rerender } = renderHook(() => usePresence(room), on)
    await waitFor(() => expect(result.current.count).toBe(1))
    const same = result.current
    rerender()
    expect(result.current).toBe(same)
  })

  it.each([
    [{}, true],
    [{ appKey: '', client: undefined }, false],
  ])('isConfigured says whether there is a client to connect', (props, isConfigured) => {
    const { result } = renderHook(() => usePresence(room), {
      wrapper: ({ children }) => (
        <PusherProvider {...on.mock.provider} {...props}>
          {children}
        </PusherProvider>
      ),
    })
    expect(result.current.isConfigured).toBe(isConfigured)
  })

  it('is stale through a reconnect, and whole afterwards', async () => {
    const { result } = renderHook(() => usePresence(room), on)
    await waitFor(() => expect(result.current.count).toBe(1))
    act(() => on.mock.outage())
    await waitFor(() =>
      expect(result.current).toMatchObject({ isStale: true, count: 1, status: 'subscribing' }),
    )
    act(() => on.mock.restore({ reconnect: 'now' }))
    await waitFor(() => expect(result.current).toMatchObject({ isStale: false, count: 1 }), {
      timeout: 30_000,
    })
  })

  it('null is quiet; a wrong prefix says so', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { result } = renderHook(() => usePresence(null), on)
    expect(result.current).toMatchObject({ members: [], status: 'idle' })
    result.current.retry()
    const wrong: string = 'room'
    expect(() => renderHook(() => usePresence(wrong), on)).toThrow('starts with "presence-" but got "room"')
  })

  it('unmounting does not disturb a sibling on the channel', async () => {
    const received = vi.fn()
    const { result, rerender } = renderHook(
      ({ isShown }: { isShown: boolean }) => {
        usePusherChannel(room, 'e', received)
        return usePresence(isShown ? room : null)
      },
      { initialProps: { isShown: true }, wrapper: on.wrapper },
    )
    await waitFor(() => expect(result.current.count).toBe(1))
    rerender({ isShown: false })
    await act(() => on.mock.settled())
    on.mock.trigger(room, 'e', 1)
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(on.sent('pusher:unsubscribe', room)).toBe(0)
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePresence(room))).toThrow('`usePresence` must be used within')
  })
})
