import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
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

function wrapper({ children }: { children: ReactNode }) {
  const fetch: typeof globalThis.fetch = (input, init) => {
    posted.push(JSON.parse(init?.body as string))
    return mock.fetch(input, init)
  }
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <PusherProvider {...mock.provider} fetch={fetch}>
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

  test('a refusal is the error of the mutation', async () => {
    const { result } = renderHook(() => useTrigger(), { wrapper })
    act(() => result.current.mutate({ channel: 'news', event: 'client-x', data: {} }))
    await waitFor(() =>
      expect(result.current.error).toMatchObject({ code: 'trigger_failed', reason: 'illegal' }),
    )
  })
})
