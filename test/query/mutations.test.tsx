import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, renderHook, waitFor } from '@testing-library/react'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { PusherProvider, usePusherConnection } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { useSendMessage, useTrigger } from 'react-pusher-kit/query'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let mock: MockPusher
let posted: unknown[]
const client = new QueryClient()
beforeEach(() => {
  mock = createMockPusher()
  posted = []
})
afterEach(() => {
  mock.dispose()
  client.clear()
})

const recorded: typeof globalThis.fetch = (input, init) => {
  posted.push(JSON.parse(init?.body as string))
  return mock.fetch(input, init)
}

function wrapper({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <PusherProvider {...mock.provider} fetch={recorded}>
          {children}
        </PusherProvider>
      </QueryClientProvider>
    </StrictMode>
  )
}

describe('useTrigger and useSendMessage', () => {
  test('what is asked for while the connection is down goes out once, in order, after the reconnect', async () => {
    const { result } = renderHook(
      () => ({ trigger: useTrigger(), send: useSendMessage(), connection: usePusherConnection() }),
      { wrapper },
    )
    await waitFor(() => expect(result.current.connection.isConnected).toBe(true))
    act(() => result.current.connection.disconnect())
    act(() => {
      result.current.trigger.mutate({ channel: 'news', event: 'e', data: { n: 1 } })
      result.current.send.mutate({ channel: 'news', type: 't', payload: { n: 2 } })
      result.current.trigger.mutate({ channel: 'news', event: 'e', data: { n: 3 } })
    })
    await act(() => mock.settled())
    expect(posted).toEqual([])
    expect(result.current.send.isPending).toBe(true)
    act(() => result.current.connection.connect())
    await waitFor(() => expect(result.current.trigger.isSuccess).toBe(true))
    expect(posted).toEqual([
      { channel: 'news', event: 'e', data: { n: 1 } },
      { message_type: 't', payload: { n: 2 }, channel: 'news' },
      { channel: 'news', event: 'e', data: { n: 3 } },
    ])
    expect(result.current.trigger.data).toMatchObject({ seq: null })
  })

  test('what waited with user A neither goes out nor holds up user B', async () => {
    const Sessions = ({ children, user }: { children: ReactNode; user: string }) => (
      <QueryClientProvider client={client}>
        <PusherProvider {...mock.provider} fetch={recorded} sessionKey={user} enabled={user === 'b'}>
          {children}
        </PusherProvider>
      </QueryClientProvider>
    )
    const mutations: Record<string, ReturnType<typeof useTrigger>> = {}
    function Sender({ user }: { user: string }) {
      const mutation = useTrigger()
      useEffect(() => {
        mutations[user] = mutation
      })
      return null
    }
    const tree = (user: string) => (
      <Sessions user={user}>
        <Sender user={user} />
      </Sessions>
    )
    const { rerender } = render(tree('a'))
    const sentByA = [1, 2].map(async (n) =>
      mutations.a?.mutateAsync({ channel: 'news', event: 'e', data: { a: n } }),
    )
    const refused = Promise.allSettled(sentByA)
    rerender(tree('b'))
    await act(() => mutations.b?.mutateAsync({ channel: 'news', event: 'e', data: { b: 1 } }))
    expect(await refused).toMatchObject([
      { status: 'rejected', reason: { code: 'connection_failed' } },
      { status: 'rejected', reason: { code: 'connection_failed' } },
    ])
    expect(posted).toEqual([{ channel: 'news', event: 'e', data: { b: 1 } }])
  })

  test('an app that is offline does not hold up another one on the page', async () => {
    const other = createMockPusher({ app: { key: 'other' } })
    const { result } = renderHook(() => useTrigger(), {
      wrapper: ({ children }) => (
        <QueryClientProvider client={client}>
          <PusherProvider {...mock.provider} enabled={false}>
            <Waiting />
            <PusherProvider {...other.provider}>{children}</PusherProvider>
          </PusherProvider>
        </QueryClientProvider>
      ),
    })
    function Waiting() {
      const { mutate } = useTrigger()
      useEffect(() => mutate({ channel: 'news', event: 'e', data: 1 }), [mutate])
      return null
    }
    act(() => result.current.mutate({ channel: 'news', event: 'e', data: 2 }))
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    other.dispose()
  })

  test('a refusal is the error of the mutation', async () => {
    const { result } = renderHook(() => useTrigger(), { wrapper })
    act(() => result.current.mutate({ channel: 'news', event: 'client-x', data: {} }))
    await waitFor(() =>
      expect(result.current.error).toMatchObject({ code: 'trigger_failed', reason: 'illegal' }),
    )
  })
})
