import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, useState, type PropsWithChildren } from 'react'
import { PusherProvider, useEventLog, usePusherChannel } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineChannels, type as typed } from 'react-pusher-kit/channels'

interface Line {
  text: string
}

const channels = defineChannels({
  logs: { events: { log: typed<Line>(), step: typed<Line>() }, persist: true },
})

let mock: ReturnType<typeof createMockPusher>

beforeEach(() => {
  mock = createMockPusher({ channels })
})

afterEach(() => {
  mock.dispose()
})

function Wrapper({ children }: PropsWithChildren) {
  return (
    <StrictMode>
      <PusherProvider {...mock.provider}>{children}</PusherProvider>
    </StrictMode>
  )
}

/** A reader whose socket is half a second late has its page without it, and asks again when it is there. */
function OnceSubscribed({ children }: PropsWithChildren) {
  const { status } = usePusherChannel('logs')
  const [isReady, setReady] = useState(false)
  if (status === 'subscribed' && !isReady) setReady(true)
  return isReady && children
}

function Total({ name }: { name: string }) {
  const { total } = useEventLog({ channel: 'logs' })
  return <p>{`${name}: ${total}`}</p>
}

const textsOf = (log: { slice: () => { data: unknown }[] }): string[] =>
  log.slice().map(({ data }) => (data as Line).text)

it('a channel is read as a log: its history first, then live events, in StrictMode too', async () => {
  mock.trigger('logs', 'log', { text: 'before' })
  const { result } = renderHook(() => useEventLog({ channel: 'logs', event: 'log' }), { wrapper: Wrapper })
  expect(result.current.status).toBe('loading')
  await mock.subscribed('logs')
  await waitFor(() => {
    expect(result.current.status).toBe('live')
  })
  act(() => {
    mock.trigger('logs', 'log', { text: 'after' })
  })
  await waitFor(() => {
    expect(result.current.total).toBe(2)
  })
  expect(textsOf(result.current.log)).toEqual(['before', 'after'])
  expect(result.current.log.at(0)).toMatchObject({ seq: 1, event: 'log', data: { text: 'before' } })
})

it('what was published while the socket was gone is healed', async () => {
  const { result } = renderHook(() => useEventLog({ channel: 'logs', event: 'log' }), { wrapper: Wrapper })
  await mock.subscribed('logs')
  await waitFor(() => {
    expect(result.current.status).toBe('live')
  })
  act(() => {
    mock.drop()
    for (let line = 1; line <= 5; line += 1) mock.trigger('logs', 'log', { text: `line ${line}` })
  })
  await waitFor(
    () => {
      expect(result.current.total).toBe(5)
    },
    { timeout: 30_000 },
  )
  expect(textsOf(result.current.log)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5'])
  expect(result.current.gaps).toEqual([])
})

it('two components that read one channel share one subscription and one log', async () => {
  render(
    <Wrapper>
      <Total name="first" />
      <Total name="second" />
    </Wrapper>,
  )
  await mock.subscribed('logs')
  act(() => {
    mock.trigger('logs', 'log', { text: 'one' })
  })
  expect(await screen.findByText('first: 1')).toBeVisible()
  expect(screen.getByText('second: 1')).toBeVisible()
  const subscriptions = mock.frames.filter((frame) => frame.event === 'pusher:subscribe')
  expect(subscriptions).toHaveLength(1)
})

it('one that unmounts leaves its sibling, and keeps no entries from it', async () => {
  const tree = (both: boolean) => (
    <Wrapper>
      <Total name="first" />
      {both && <Total name="second" />}
    </Wrapper>
  )
  const { rerender } = render(tree(true))
  await mock.subscribed('logs')
  act(() => {
    mock.trigger('logs', 'log', { text: 'one' })
  })
  expect(await screen.findByText('second: 1')).toBeVisible()
  rerender(tree(false))
  await act(() => mock.settled())
  act(() => {
    mock.trigger('logs', 'log', { text: 'two' })
  })
  expect(await screen.findByText('first: 2')).toBeVisible()
  expect(mock.frames.filter((frame) => frame.event === 'pusher:unsubscribe')).toEqual([])
})

it('outside a provider it says what to do', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => renderHook(() => useEventLog({ channel: 'logs' }))).toThrow(
    '`useEventLog` must be used within',
  )
  vi.restoreAllMocks()
})

it('readers of different events of one channel ask once: one subscription, one page, one healing', async () => {
  for (let line = 1; line <= 20; line += 1) {
    mock.trigger('logs', line % 2 ? 'log' : 'step', { text: `line ${line}` })
  }
  const asked: string[] = []
  const counted: typeof fetch = (input, init) => {
    const { url } = input instanceof Request ? input : { url: String(input) }
    if (url.includes('/events')) asked.push(url)
    return mock.fetch(input, init)
  }
  function Events({ event }: { event?: string }) {
    const { total, status } = useEventLog({ channel: 'logs', event })
    return <p>{`${event ?? 'all'}: ${total} ${status}`}</p>
  }
  render(
    <PusherProvider {...mock.provider} fetch={counted}>
      <OnceSubscribed>
        <Events event="log" />
        <Events event="step" />
        <Events />
      </OnceSubscribed>
    </PusherProvider>,
  )
  expect(await screen.findByText('all: 20 live')).toBeVisible()
  expect(screen.getByText('log: 10 live')).toBeVisible()
  expect(screen.getByText('step: 10 live')).toBeVisible()
  expect(asked).toHaveLength(1)
  act(() => {
    mock.drop()
    for (let line = 1; line <= 4; line += 1) mock.trigger('logs', line % 2 ? 'log' : 'step', { text: 'late' })
  })
  expect(await screen.findByText('all: 24 live', {}, { timeout: 30_000 })).toBeVisible()
  expect(screen.getByText('step: 12 live')).toBeVisible()
  expect(asked).toHaveLength(2)
  const subscriptions = mock.frames.filter((frame) => frame.event === 'pusher:subscribe')
  expect(subscriptions.map((frame) => frame.socketId)).toEqual([
    ...new Set(subscriptions.map((frame) => frame.socketId)),
  ])
})

it('a burst of events renders a few times, not once per event', async () => {
  let renders = 0
  const { result } = renderHook(
    () => {
      renders += 1
      return useEventLog({ channel: 'logs' })
    },
    { wrapper: Wrapper },
  )
  await mock.subscribed('logs')
  await waitFor(() => {
    expect(result.current.status).toBe('live')
  })
  const before = renders
  for (let line = 0; line < 500; line += 1) mock.trigger('logs', 'log', { text: String(line) })
  await waitFor(() => {
    expect(result.current.total).toBe(500)
  })
  // StrictMode renders twice.
  expect(renders - before).toBeLessThan(250)
})

it('the capacity bounds the log, and what was dropped is counted', async () => {
  const { result } = renderHook(() => useEventLog({ channel: 'logs', capacity: 3 }), { wrapper: Wrapper })
  await mock.subscribed('logs')
  await waitFor(() => {
    expect(result.current.status).toBe('live')
  })
  act(() => {
    for (let line = 1; line <= 5; line += 1) mock.trigger('logs', 'log', { text: `line ${line}` })
  })
  await waitFor(() => {
    expect(result.current.total).toBe(5)
  })
  expect(result.current).toMatchObject({ size: 3, dropped: 2 })
  expect(textsOf(result.current.log)).toEqual(['line 3', 'line 4', 'line 5'])
})

it('older entries are loaded on demand', async () => {
  for (let line = 1; line <= 30; line += 1) mock.trigger('logs', 'log', { text: `line ${line}` })
  const { result } = renderHook(() => useEventLog({ channel: 'logs', preload: 10 }), { wrapper: Wrapper })
  await waitFor(() => {
    expect(result.current.size).toBe(10)
  })
  expect(result.current.hasOlder).toBe(true)
  await act(() => result.current.loadOlder())
  await waitFor(() => {
    expect(result.current.size).toBe(30)
  })
  expect(textsOf(result.current.log)[0]).toBe('line 1')
})

it('history may be a function of the last render, columns say what a line is', async () => {
  const pages: string[] = []
  const { result, rerender } = renderHook(
    ({ name }: { name: string }) =>
      useEventLog<{ message: string }>({
        channel: 'logs',
        history: () => {
          pages.push(name)
          return Promise.resolve({
            events: [],
            epoch: 'e',
            first_seq: 1,
            last_seq: 0,
            next_cursor: null,
            has_more: false,
          })
        },
        columns: { text: ({ data }) => `<${data.message}>` },
        pausedInitially: true,
      }),
    { initialProps: { name: 'first' }, wrapper: Wrapper },
  )
  await waitFor(() => {
    expect(result.current.paused).toBe(true)
  })
  expect(new Set(pages)).toEqual(new Set(['first']))
  const { log } = result.current
  rerender({ name: 'second' })
  expect(result.current.log).toBe(log)
  act(() => result.current.resume())
  await mock.subscribed('logs')
  mock.trigger('logs', 'log', { message: 'hello' })
  await waitFor(() => {
    expect(result.current.total).toBe(1)
  })
  expect(log.query({ text: '<hello>' }).size).toBe(1)
  act(() => mock.drop())
  await waitFor(() => {
    expect(pages).toContain('second')
  })
})

it('history "none" asks for no page', async () => {
  const fetch = vi.fn(mock.fetch)
  const { result } = renderHook(() => useEventLog({ channel: 'logs', history: 'none' }), {
    wrapper: ({ children }) => (
      <PusherProvider {...mock.provider} fetch={fetch}>
        {children}
      </PusherProvider>
    ),
  })
  await mock.subscribed('logs')
  await waitFor(() => expect(result.current.status).toBe('live'))
  expect(fetch).not.toHaveBeenCalled()
})

it('without a channel nothing is read', () => {
  const { result } = renderHook(() => useEventLog({ channel: null }), { wrapper: Wrapper })
  expect(result.current.log.size).toBe(0)
  expect(mock.frames.filter((frame) => frame.event === 'pusher:subscribe')).toEqual([])
})

it('the subscription ends with the last reader', async () => {
  const { unmount } = renderHook(() => useEventLog({ channel: 'logs' }), { wrapper: Wrapper })
  await mock.subscribed('logs')
  unmount()
  await waitFor(
    () => {
      expect(mock.channel('logs').occupied).toBe(false)
    },
    { timeout: 30_000 },
  )
})
