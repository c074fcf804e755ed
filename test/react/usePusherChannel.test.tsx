import { act, renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { PusherProvider, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher()
})
afterEach(() => mock.dispose())

function wrapper({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <PusherProvider {...mock.provider}>{children}</PusherProvider>
    </StrictMode>
  )
}

test('a handler gets the payload of its event', async () => {
  const heard = vi.fn()
  const { result } = renderHook(() => usePusherChannel('news', 'published', heard), { wrapper })
  expect(result.current.status).toBe('subscribing')
  await act(() => mock.subscribed('news'))
  expect(result.current.status).toBe('subscribed')
  mock.trigger('news', 'published', { title: 'hello' })
  await waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
  expect(heard.mock.calls[0]?.[0]).toEqual({ title: 'hello' })
})

test('StrictMode costs one connection and one subscription', async () => {
  renderHook(() => [usePusherChannel('news'), usePusherConnection()], { wrapper })
  await act(() => mock.subscribed('news'))
  await act(() => mock.settled())
  expect(mock.connections).toHaveLength(1)
  const sent = mock.frames.filter(({ direction, channel }) => direction === 'sent' && channel === 'news')
  expect(sent.map(({ event }) => event)).toEqual(['pusher:subscribe'])
})
