import { act, renderHook, waitFor } from '@testing-library/react'
import { PusherProvider, usePusher, usePusherUser } from 'react-pusher-kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const onError = vi.fn()
const on = reactMock({ onError }, { user: { id: 'ana', info: { name: 'Ana' }, watchlist: ['ben', 'cem'] } })
afterEach(() => {
  onError.mockClear()
  vi.restoreAllMocks()
})

describe('usePusherUser', () => {
  it('signs in once, and hears what is sent to the user', async () => {
    const received = vi.fn()
    const { result } = renderHook(() => usePusherUser(), on.strict)
    expect(result.current.status).toBe('signing-in')
    await waitFor(() => expect(result.current.status).toBe('signed-in'))
    expect(result.current.user).toMatchObject({ id: 'ana', user_info: { name: 'Ana' } })
    const stop = result.current.on('note', received)
    await act(() => on.mock.settled())
    on.mock.sendToUser('ana', 'other', { n: 0 })
    on.mock.sendToUser('ana', 'note', { n: 1 })
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(received).toHaveBeenCalledWith({ n: 1 })
    stop()
    on.mock.sendToUser('ana', 'note', { n: 2 })
    await act(() => on.mock.settled())
    expect(received).toHaveBeenCalledTimes(1)
    expect(on.mock.frames.filter(({ event }) => event === 'pusher:signin')).toHaveLength(1)
  })

  it('follows the watchlist', async () => {
    const { result } = renderHook(() => usePusherUser(), on)
    await waitFor(() => expect(result.current.status).toBe('signed-in'))
    const ben = on.mock.client({ user: { id: 'ben' } })
    ben.signin()
    await waitFor(() => expect(result.current.watchlist).toEqual(['ben']))
    ben.disconnect()
    await waitFor(() => expect(result.current.watchlist).toEqual([]))
  })

  it('signs in again after a reconnect', async () => {
    const { result } = renderHook(() => usePusherUser(), on)
    await waitFor(() => expect(result.current.status).toBe('signed-in'))
    act(() => on.mock.outage())
    await waitFor(() => expect(result.current.status).toBe('signing-in'))
    act(() => on.mock.restore({ reconnect: 'now' }))
    await waitFor(() => expect(result.current.status).toBe('signed-in'), { timeout: 30_000 })
  })

  it('a refusal is a status and an error', async () => {
    on.mock.authorize(() => ({ status: 403, error: 'Who are you' }))
    const { result } = renderHook(() => usePusherUser(), on)
    await waitFor(() => expect(result.current.status).toBe('error'))
    expect(result.current).toMatchObject({ user: null, error: { code: 'subscription_failed', status: 403 } })
    expect(result.current.error?.message).toBe(
      'Expected to subscribe to "#server-to-user" but got 403 from the auth endpoint: Who are you',
    )
    expect(onError).toHaveBeenCalled()
  })

  it('an authenticator of the app that gives no reason is an error all the same', async () => {
    const customHandler = (_: unknown, done: (error: Error, answer: null) => void) =>
      done(new Error(''), null)
    const { result } = renderHook(() => usePusherUser(), {
      wrapper: ({ children }) => (
        <PusherProvider
          {...on.mock.provider}
          options={{ userAuthentication: { customHandler, endpoint: '', transport: 'ajax' } }}
        >
          {children}
        </PusherProvider>
      ),
    })
    await waitFor(() => expect(result.current.status).toBe('error'))
    expect(result.current.error).toMatchObject({
      status: null,
      message: expect.stringContaining('a refusal'),
    })
  })

  it('who never signed in has no status of a sign-in, whatever the connection does', async () => {
    const { result } = renderHook(() => [usePusherUser({ enabled: false }), usePusher()] as const, on)
    await waitFor(() => expect(result.current[1]?.connection.state).toBe('connected'))
    act(() => result.current[1]?.disconnect())
    expect(result.current[0].status).toBe('idle')
  })

  it('user data that cannot be read is an error', async () => {
    onError.mockClear()
    const { result } = renderHook(() => [usePusherUser(), usePusher()] as const, on)
    await waitFor(() => expect(result.current[0].status).toBe('signed-in'))
    const { connection } = result.current[1] as unknown as {
      connection: { connection: { transport: { emit: (event: string, message: { data: string }) => void } } }
    }
    const receive = (event: string, data: unknown) =>
      act(() => connection.connection.transport.emit('message', { data: JSON.stringify({ event, data }) }))
    receive('pusher_internal:watchlist_events', { events: [{ name: 'online' }] })
    expect(result.current[0].watchlist).toEqual([])
    for (const data of ['no json', '{"id": 7}', '{"id": ""}']) {
      receive('pusher:signin_success', { user_data: data })
      expect(result.current[0]).toMatchObject({ status: 'error', user: null })
    }
  })

  it('two readers sign in once, and one that unmounts leaves the other', async () => {
    const received = vi.fn()
    const { result, rerender } = renderHook(
      ({ both }: { both: boolean }) => [usePusherUser(), usePusherUser({ enabled: both })] as const,
      { initialProps: { both: true }, wrapper: on.wrapper },
    )
    await waitFor(() => expect(result.current[1].status).toBe('signed-in'))
    const stops = [result.current[0].on('note', received), result.current[1].on('note', received)]
    stops[1]?.()
    rerender({ both: false })
    await act(() => on.mock.settled())
    on.mock.sendToUser('ana', 'note', {})
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(on.mock.frames.filter(({ event }) => event === 'pusher:signin')).toHaveLength(1)
  })

  it('a handler that throws stops nobody', async () => {
    const received = vi.fn()
    const { result } = renderHook(() => usePusherUser(), on)
    result.current.on('note', () => {
      throw new Error('broken')
    })
    result.current.on('note', received)
    await waitFor(() => expect(result.current.status).toBe('signed-in'))
    await act(() => on.mock.settled())
    on.mock.sendToUser('ana', 'note', {})
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'handler_threw' })
  })

  it('enabled: false waits, and one that unmounts leaves its sibling', async () => {
    const { result, rerender } = renderHook(
      ({ enabled }: { enabled: boolean }) => usePusherUser({ enabled }),
      { initialProps: { enabled: false }, wrapper: on.wrapper },
    )
    await act(() => on.mock.settled())
    expect(result.current.status).toBe('idle')
    rerender({ enabled: true })
    await waitFor(() => expect(result.current.status).toBe('signed-in'))
    rerender({ enabled: false })
    expect(result.current.status).toBe('signed-in')
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusherUser())).toThrow('`usePusherUser` must be used within')
  })
})
