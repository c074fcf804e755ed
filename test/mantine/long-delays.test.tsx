import { act, screen } from '@testing-library/react'
import { ConnectionBadge, OnlineUsers } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderOnMantine } from './on-mantine.tsx'

const day = 86_400_000
let mock: MockPusher
beforeEach(() => {
  vi.useFakeTimers()
  mock = createMockPusher({ user: { id: 'me' } })
})
afterEach(() => {
  mock.dispose()
  // First: what restores a spy on a fake timer puts the fake timer back.
  vi.restoreAllMocks()
  vi.useRealTimers()
})
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it.each([Infinity, 30 * day])(
  'ConnectionBadge with a delay of %d shows no lost connection',
  async (delay) => {
    renderOnMantine(<ConnectionBadge blipDelay={delay} />, mock)
    await pass(100)
    const before = document.body.textContent
    mock.outage()
    await pass(5000)
    expect(document.body.textContent).toBe(before)
  },
)

it.each([Infinity, 30 * day])(
  'OnlineUsers with idleAfter of %d sets one timer at most',
  async (idleAfter) => {
    renderOnMantine(
      <OnlineUsers channel="presence-room" activityEvent="client-activity" idleAfter={idleAfter} />,
      mock,
    )
    await pass(100)
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await pass(1000)
    expect(timers.mock.calls.filter(([, delay]) => (delay ?? 0) > 2 ** 31 - 1)).toEqual([])
    expect(screen.queryByText('Away')).not.toBeInTheDocument()
  },
)
