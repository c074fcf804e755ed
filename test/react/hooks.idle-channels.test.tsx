import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { useEventLog, usePresence, usePusherChannel, usePusherEvents, useTyping } from 'react-pusher-kit'
import { usePusherQuery } from 'react-pusher-kit/query'
import { describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const fetch = vi.fn<typeof globalThis.fetch>()
const on = reactMock({ fetch })
type Name = string | null | undefined
const room = 'presence-room'
const client = new QueryClient()
const queryFn = () => Promise.resolve('data')

/** Every hook that takes a channel, and what it gives where there is none. */
const hooks: [string, (name: Name) => unknown, object][] = [
  ['usePusherChannel', (name) => usePusherChannel(name, 'e', () => {}), { name: null, status: 'idle' }],
  ['usePusherEvents', (name) => ({ events: usePusherEvents(name, 'e') }), { events: [] }],
  ['usePresence', (name) => usePresence(name), { members: [], count: 0, me: null }],
  [
    'usePresence with a selection',
    (name) => ({ selected: usePresence(name, { select: ({ count }) => count }) }),
    { selected: 0 },
  ],
  ['useTyping', (name) => useTyping(name), { typing: [] }],
  ['useEventLog', (name) => useEventLog({ channel: name }), { size: 0, gaps: [], error: null }],
  [
    'usePusherQuery',
    (name) => usePusherQuery({ queryKey: ['q'], queryFn }, { channel: name, on: { e: 'invalidate' } }),
    { error: null },
  ],
]
const names: Name[] = [null, undefined, '']

function wrapper({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={client}>{on.wrapper({ children })}</QueryClientProvider>
}
const subscriptions = () => on.mock.frames.filter(({ event }) => event === 'pusher:subscribe')

describe.each(hooks)('%s', (_, useHook, idle) => {
  it.each(names)('is idle for the channel %j', async (name) => {
    fetch.mockClear()
    const { result } = renderHook(() => useHook(name), { wrapper, reactStrictMode: true })
    await act(() => on.mock.settled())
    expect(result.current).toMatchObject(idle)
    expect(subscriptions()).toEqual([])
    expect(fetch).not.toHaveBeenCalled()
  })

  it.each(names)('leaves its channel when the name becomes %j, and takes it again', async (name) => {
    fetch.mockImplementation(on.mock.fetch)
    const { rerender, result } = renderHook<unknown, { channel: Name }>(({ channel }) => useHook(channel), {
      wrapper,
      reactStrictMode: true,
      initialProps: { channel: room },
    })
    await act(() => on.mock.subscribed(room))
    rerender({ channel: name })
    await act(() => vi.waitFor(() => expect(on.mock.channel(room).occupied).toBe(false)))
    expect(result.current).toMatchObject(idle)
    rerender({ channel: room })
    await act(() => on.mock.subscribed(room))
  })
})

it.each(names)('what an idle hook gives can be called for the channel %j', async (name) => {
  fetch.mockClear()
  const { result } = renderHook(
    () => ({ log: useEventLog({ channel: name }), typing: useTyping(name), channel: usePusherChannel(name) }),
    { wrapper, reactStrictMode: true },
  )
  await act(async () => {
    const { log, typing, channel } = result.current
    typing.setTyping(true)
    channel.retry()
    log.pause()
    log.resume()
    log.clear()
    await log.retry()
    expect(await log.loadOlder()).toBe(0)
    await on.mock.settled()
  })
  expect(subscriptions()).toEqual([])
  expect(fetch).not.toHaveBeenCalled()
})
