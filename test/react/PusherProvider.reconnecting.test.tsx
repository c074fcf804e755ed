import { act, render } from '@testing-library/react'
import { StrictMode, useEffect } from 'react'
import { PusherProvider, usePusherConnection } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let mock: MockPusher
let state: ReturnType<typeof usePusherConnection>

beforeEach(() => {
  vi.useFakeTimers()
  mock = createMockPusher()
})
afterEach(() => {
  mock.dispose()
  vi.useRealTimers()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

function Connection() {
  const connection = usePusherConnection()
  useEffect(() => {
    state = connection
  })
  return null
}

const page = (sessionKey: string) => (
  <StrictMode>
    <PusherProvider {...mock.provider} sessionKey={sessionKey}>
      <Connection />
    </PusherProvider>
  </StrictMode>
)

it('a provider comes back by itself, in StrictMode with one socket', async () => {
  render(page('ana'))
  await pass(50)
  act(() => mock.outage())
  await pass(10_000)
  expect(state.stats.attempts).toBeGreaterThanOrEqual(3)
  expect(state.retryAt).not.toBeNull()
  mock.restore()
  await pass(5000)
  expect(state).toMatchObject({ isConnected: true, retryAt: null })
  expect(mock.connections).toHaveLength(1)
})

it('a provider that unmounts during an outage tries no more', async () => {
  const { unmount } = render(page('ana'))
  await pass(50)
  act(() => mock.outage())
  await pass(5000)
  unmount()
  mock.restore()
  await pass(60_000)
  expect(mock.connections).toEqual([])
})

it('another session during an outage tries for itself alone', async () => {
  const { rerender } = render(page('ana'))
  await pass(50)
  act(() => mock.outage())
  await pass(5000)
  rerender(page('bob'))
  await pass(500)
  mock.restore()
  await pass(10_000)
  expect(state.isConnected).toBe(true)
  expect(mock.connections).toHaveLength(1)
})
