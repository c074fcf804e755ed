import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, version } from 'react'
import { renderToString } from 'react-dom/server'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import 'react-pusher-kit/mock/vitest'
import { expect, it, vi } from 'vitest'
import { Room } from './Room.js'

function page(mock: ReturnType<typeof createMockPusher>, onLine = vi.fn()) {
  return (
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <PusherProvider {...mock.provider}>
          <Room onLine={onLine} />
        </PusherProvider>
      </QueryClientProvider>
    </StrictMode>
  )
}

it(`the hooks and the query bridge work on React ${version}`, async () => {
  const mock = createMockPusher()
  const onLine = vi.fn()
  mock.join('presence-room', { id: '7', info: { name: 'Ada' } })
  render(page(mock, onLine))
  await act(() => Promise.all([mock.subscribed('news'), mock.subscribed('presence-room')]))
  expect(mock).toBeSubscribedTo('news')

  await waitFor(() => expect(screen.getByRole('list').dataset.total).toBe('0'))
  await act(async () => {
    mock.trigger('news', 'line', { text: 'hello' })
    await mock.settled()
  })
  await screen.findByText('hello')
  await screen.findByText('Ada')
  await waitFor(() => expect(screen.getByRole('list').dataset.total).toBe('1'))
  expect(onLine).toHaveBeenCalledTimes(1)
  expect(mock).toHaveReceived('line', { channel: 'news', data: { text: 'hello' } })
  expect(() => expect(mock).toHaveSent('client-none')).toThrow('client-none')
  mock.dispose()
})

it(`they render on a server with React ${version}`, () => {
  const mock = createMockPusher()
  expect(renderToString(page(mock))).toContain('aria-label="initialized"')
  expect(mock.connections).toHaveLength(0)
  mock.dispose()
})
