import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, useState, type ReactNode } from 'react'
import {
  PusherProvider,
  usePresence,
  usePusher,
  usePusherChannel,
  usePusherConnection,
  type PusherProviderProps,
} from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const connects = () => on.mock.frames.filter(({ event }) => event === 'pusher:connection_established').length

function Status({ channel = 'news' }: { channel?: string | null }) {
  const { status } = usePusherChannel(channel)
  const { state } = usePusherConnection()
  return <p>{`${state} ${status}`}</p>
}

function app(props: Partial<PusherProviderProps> = {}, children: ReactNode = <Status />) {
  return (
    <PusherProvider {...on.mock.provider} {...props}>
      {children}
    </PusherProvider>
  )
}

describe('PusherProvider', () => {
  it('connects anew when a prop really changes, and of nothing else', async () => {
    const { rerender } = render(app({ cluster: 'eu', options: { activityTimeout: 60_000 } }))
    await screen.findByText('connected subscribed')
    rerender(
      app({ cluster: 'eu', options: { activityTimeout: 60_000 }, onError: () => {}, auth: { timeout: 1 } }),
    )
    rerender(
      app({
        cluster: 'eu',
        options: { activityTimeout: 60_000 },
        endpoints: { auth: '/a' },
        unsubscribeDelay: 9,
      }),
    )
    await act(() => on.mock.settled())
    expect(connects()).toBe(1)
    rerender(app({ cluster: 'eu', options: { activityTimeout: 61_000 } }))
    await waitFor(() => expect(connects()).toBe(2))
    await screen.findByText('connected subscribed')
    rerender(app({ cluster: 'us', options: { activityTimeout: 61_000 } }))
    await waitFor(() => expect(connects()).toBe(3))
    await waitFor(() => expect(on.mock.connections).toHaveLength(1))
  })

  it('functions and key order in options are no change', async () => {
    const options = (cluster: string) => ({
      forceTLS: true,
      timelineParams: { a: 1n, b: cluster },
      authorizer: undefined as never,
    })
    const { rerender } = render(app({ options: { wsHost: 'h', ...options('x') } }))
    await screen.findByText('connected subscribed')
    rerender(app({ options: { ...options('x'), wsHost: 'h' } }))
    await act(() => on.mock.settled())
    expect(connects()).toBe(1)
  })

  it('a new sessionKey leaves nothing of user A to user B', async () => {
    const [forA, forB] = [vi.fn(), vi.fn()]
    const errors: unknown[] = []
    function Session({ user, handler }: { user: string; handler: () => void }) {
      const { trigger } = usePusherChannel(`private-user-${user}`, 'note', handler)
      const { members } = usePresence('presence-room', { leaveGrace: 10_000 })
      return (
        <button onClick={() => trigger('client-x', { from: user }).catch((error) => errors.push(error))}>
          {`${user}: ${members.map(({ id }) => id).join()}`}
        </button>
      )
    }
    const tokens: (string | null)[] = []
    on.mock.authorize(({ token }) => {
      tokens.push(token)
      return true
    })
    const session = (user: string, handler: () => void) =>
      app(
        { sessionKey: user, auth: { getToken: () => `token-${user}` } },
        <Session user={user} handler={handler} />,
      )
    const ana = on.mock.join('presence-room', { id: 'ana' })
    const { rerender } = render(session('a', forA))
    await screen.findByText('a: ana,me')
    const socketOfA = on.mock.connections.find(({ user }) => user)?.socketId
    act(() => on.mock.offline())
    screen.getByRole('button').click()
    ana.leave()
    rerender(session('b', forB))
    act(() => on.mock.online())
    await screen.findByText('b: me')
    await act(() => on.mock.settled())
    const sockets = on.mock.connections.filter(({ user }) => user)
    expect(sockets).toHaveLength(1)
    expect(sockets[0]?.socketId).not.toBe(socketOfA)
    expect(sockets[0]?.channels.toSorted()).toEqual(['presence-room', 'private-user-b'])
    on.mock.trigger('private-user-a', 'note', {})
    on.mock.trigger('private-user-b', 'note', {})
    await waitFor(() => expect(forB).toHaveBeenCalledTimes(1))
    expect(forA).not.toHaveBeenCalled()
    expect(on.sent('client-x', 'private-user-a') + on.sent('client-x', 'private-user-b')).toBe(0)
    expect(errors).toMatchObject([{ reason: 'disposed' }])
    expect(tokens.slice(-2)).toEqual(['token-b', 'token-b'])
  })

  it('a borrowed client is used as it is, and left connected', async () => {
    const client = on.mock.client()
    const { unmount } = render(
      <PusherProvider client={client}>
        <Status />
      </PusherProvider>,
    )
    await screen.findByText('connected subscribed')
    unmount()
    await act(() => on.mock.settled())
    expect(client.connection.state).toBe('connected')
    expect(on.mock.channel('news').occupied).toBe(false)
  })

  it('a new sessionKey subscribes anew on a borrowed client as well, signed for the new user', async () => {
    const received = vi.fn()
    const users: string[] = []
    on.mock.authorize(({ token }) => {
      users.push(token ?? '')
      return true
    })
    let user = 'a'
    const client = on.mock.client({
      channelAuthorization: {
        endpoint: '/api/v1/pusher/auth',
        transport: 'ajax',
        headersProvider: () => ({ authorization: `Bearer ${user}` }),
      },
    })
    function Reader() {
      usePusherChannel('private-room', 'e', received)
      return null
    }
    const tree = () => (
      <PusherProvider client={client} sessionKey={user}>
        <Reader />
      </PusherProvider>
    )
    const { rerender } = render(<StrictMode>{tree()}</StrictMode>)
    await act(() => on.mock.subscribed('private-room'))
    await act(() => on.mock.settled())
    user = 'b'
    rerender(<StrictMode>{tree()}</StrictMode>)
    await waitFor(() => expect(users).toEqual(['a', 'b']))
    await act(() => on.mock.subscribed('private-room'))
    await act(() => on.mock.settled())
    on.mock.trigger('private-room', 'e', 1)
    await waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(client.connection.state).toBe('connected')
  })

  it('a client that is null is waited for, quietly', async () => {
    const note = vi.spyOn(console, 'info')
    const tree = (client: ReturnType<typeof on.mock.client> | null) => (
      <PusherProvider client={client}>
        <Status />
      </PusherProvider>
    )
    const { rerender } = render(tree(null))
    screen.getByText('initialized idle')
    rerender(tree(on.mock.client()))
    await screen.findByText('connected subscribed')
    expect(note).not.toHaveBeenCalled()
  })

  it('the nearest provider wins', async () => {
    const inner = createMockPusher({ app: { key: 'inner' } })
    render(
      app(
        {},
        <PusherProvider {...inner.provider}>
          <Status />
        </PusherProvider>,
      ),
    )
    await screen.findByText('connected subscribed')
    expect([on.mock.channel('news').occupied, inner.channel('news').occupied]).toEqual([false, true])
    inner.dispose()
  })

  it('enabled={false} connects nothing, and may change', async () => {
    const note = vi.spyOn(console, 'info')
    const { rerender } = render(app({ enabled: false }))
    screen.getByText('initialized idle')
    rerender(app({ enabled: true }))
    await screen.findByText('connected subscribed')
    rerender(app({ enabled: false }))
    await screen.findByText('initialized idle')
    await waitFor(() => expect(on.mock.connections).toEqual([]))
    expect(note).not.toHaveBeenCalled()
  })

  it('a watchdog may come, change and go', async () => {
    vi.useFakeTimers()
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
    const { rerender } = render(app({}, null))
    await pass(100)
    on.mock.network = { loss: 'both' }
    rerender(app({ watchdog: 60_000 }, null))
    rerender(app({ watchdog: 2000 }, null))
    // Its ping is lost; the network is back by the time it gives the socket up.
    await pass(3000)
    on.mock.network = { loss: 'none' }
    await pass(2000)
    expect(connects()).toBe(2)
    rerender(app({}, null))
    on.mock.network = { loss: 'both' }
    await pass(3000)
    on.mock.network = { loss: 'none' }
    await pass(20_000)
    expect(connects()).toBe(2)
  })

  it('its value never churns: a render of the provider renders no reader', async () => {
    const renders = vi.fn()
    function Reader() {
      usePusher()
      renders()
      return null
    }
    const reader = <Reader />
    function Outer() {
      const [count, setCount] = useState(0)
      return (
        <>
          <button onClick={() => setCount(count + 1)}>again</button>
          {app({ onError: () => {} }, reader)}
        </>
      )
    }
    render(<Outer />)
    await act(() => on.mock.settled())
    const before = renders.mock.calls.length
    act(() => screen.getByText('again').click())
    expect(renders).toHaveBeenCalledTimes(before)
  })
})

describe('usePusher', () => {
  it('gives the raw client once effects ran, the same one throughout', async () => {
    const { result, rerender } = renderHook(() => usePusher(), on.strict)
    const client = result.current
    expect(client?.connection.state).toBe('connecting')
    rerender()
    await waitFor(() => expect(client?.connection.state).toBe('connected'))
    expect(result.current).toBe(client)
  })

  it('a sibling that unmounts leaves it alone', async () => {
    const { result, rerender } = renderHook(
      ({ both }: { both: boolean }) => [usePusher(), usePusherChannel(both ? 'news' : null)] as const,
      { initialProps: { both: true }, wrapper: on.wrapper },
    )
    const [client] = result.current
    rerender({ both: false })
    expect(result.current[0]).toBe(client)
  })

  it('outside a provider it says what to do', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => usePusher())).toThrow('`usePusher` must be used within `<PusherProvider>`')
  })
})
