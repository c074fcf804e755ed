import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { PusherProvider, usePusherConnection } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { useSendMessage, useTrigger } from 'react-pusher-kit/query'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

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
  it('fail with the reason when Pusher refuses the connection for good', async () => {
    mock.network.connect = { code: 4001 }
    const { result } = renderHook(() => ({ trigger: useTrigger(), send: useSendMessage() }), { wrapper })
    act(() => {
      result.current.trigger.mutate({ channel: 'news', event: 'e', data: {} })
      result.current.send.mutate({ channel: 'news', type: 't', payload: {} })
    })
    await waitFor(() => expect(result.current.send.isError).toBe(true))
    expect(result.current.trigger.error).toMatchObject({ code: 'connection_failed', closeCode: 4001 })
    expect(result.current.send.error).toMatchObject({ code: 'connection_failed', closeCode: 4001 })
    expect(posted).toEqual([])
  })

  it('what is asked for while the connection is down goes out once, in order, after the reconnect', async () => {
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

  it('what the app changes in its objects while they wait is not sent', async () => {
    const { result } = renderHook(
      () => ({ trigger: useTrigger(), send: useSendMessage(), connection: usePusherConnection() }),
      { wrapper },
    )
    await waitFor(() => expect(result.current.connection.isConnected).toBe(true))
    act(() => result.current.connection.disconnect())
    const data = { n: 1, at: new Date(0), list: ['a'] }
    const variables = { channel: 'news', event: 'e', data }
    const message = { channel: 'news', type: 't', payload: { nested: { n: 1 } } }
    act(() => {
      result.current.trigger.mutate(variables)
      result.current.send.mutate(message)
    })
    const sent = result.current.send.mutateAsync(message)
    data.n = 2
    data.list.push('b')
    variables.event = 'other'
    message.payload.nested.n = 2
    message.type = 'other'
    act(() => result.current.connection.connect())
    await act(() => sent)
    expect(posted).toEqual([
      { channel: 'news', event: 'e', data: { n: 1, at: '1970-01-01T00:00:00.000Z', list: ['a'] } },
      { message_type: 't', payload: { nested: { n: 1 } }, channel: 'news' },
      { message_type: 't', payload: { nested: { n: 1 } }, channel: 'news' },
    ])
  })

  it('what JSON cannot hold is the error of the mutation, and undefined is nothing', async () => {
    const { result } = renderHook(() => useTrigger(), { wrapper })
    const circular: Record<string, unknown> = {}
    circular.self = circular
    await expect(
      act(() => result.current.mutateAsync({ channel: 'news', event: 'e', data: circular })),
    ).rejects.toMatchObject({ code: 'invalid_payload' })
    await act(() => result.current.mutateAsync({ channel: 'news', event: 'e', data: undefined }))
    expect(posted).toEqual([{ channel: 'news', event: 'e' }])
  })

  it('callbacks of a call and of the hook are called with its result', async () => {
    const seen: unknown[] = []
    const { result } = renderHook(() => useTrigger({ onMutate: ({ data }) => seen.push(data) }), { wrapper })
    const { mutate } = result.current
    act(() =>
      mutate({ channel: 'news', event: 'e', data: 1 }, { onSuccess: (receipt) => seen.push(receipt?.seq) }),
    )
    await waitFor(() => expect(seen).toEqual([1, null]))
    expect(result.current.mutate).toBe(mutate)
  })

  it('what waited with user A neither goes out nor holds up user B', async () => {
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

  it('an app that is offline does not hold up another one on the page', async () => {
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

  it('a component that unmounts takes neither its own mutation along nor its sibling’s', async () => {
    function Sender({ n }: { n: number }) {
      const { mutate } = useTrigger()
      const { mutate: send } = useSendMessage()
      return (
        <button
          onClick={() => {
            mutate({ channel: 'news', event: 'e', data: n })
            send({ channel: 'news', type: 't', payload: n })
          }}
        >
          {`send ${n}`}
        </button>
      )
    }
    const { rerender } = render([<Sender key={1} n={1} />, <Sender key={2} n={2} />], { wrapper })
    // Not connected yet: all four wait.
    for (const button of screen.getAllByRole('button')) fireEvent.click(button)
    rerender([<Sender key={2} n={2} />])
    await waitFor(() => expect(posted).toHaveLength(4))
    expect(posted).toMatchObject([{ data: 1 }, { payload: 1 }, { data: 2 }, { payload: 2 }])
  })

  it('a refusal is the error of the mutation', async () => {
    const { result } = renderHook(() => useTrigger(), { wrapper })
    act(() => result.current.mutate({ channel: 'news', event: 'client-x', data: {} }))
    await waitFor(() =>
      expect(result.current.error).toMatchObject({ code: 'trigger_failed', reason: 'illegal' }),
    )
  })
})
