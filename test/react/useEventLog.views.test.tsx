import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { type PropsWithChildren, useSyncExternalStore } from 'react'
import { createEventLog, levels, PusherProvider, useEventLog } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, it } from 'vitest'

// Runs as it stands and once more compiled by the React Compiler, which keeps what is read of an object that is the same.

interface Line {
  text: string
  level?: string
}

const channels = defineChannels({ logs: { events: { log: type<Line>() }, persist: true } })
let mock: ReturnType<typeof createMockPusher>

beforeEach(() => {
  mock = createMockPusher({ channels })
})
afterEach(() => {
  mock.dispose()
})

function Wrapper({ children }: PropsWithChildren) {
  return <PusherProvider {...mock.provider}>{children}</PusherProvider>
}
const write = (text: string, level = 'info') => mock.trigger('logs', 'log', { text, level })
const dataOf = (entry: { data: unknown } | undefined) => (entry?.data as Line | undefined)?.text ?? 'none'

function Newest() {
  const { log } = useEventLog({ channel: 'logs' })
  return <p>newest: {dataOf(log.at(-1))}</p>
}

function All() {
  const { log } = useEventLog({ channel: 'logs' })
  return <p>all: {log.slice().map(dataOf).join(' ')}</p>
}

function Counts() {
  const { counts, status } = useEventLog({ channel: 'logs' }).log.getSnapshot()
  return (
    <p>
      errors: {counts[levels.indexOf('error')]} {status}
    </p>
  )
}

function Size() {
  const { log } = useEventLog({ channel: 'logs' })
  return <p>size: {log.size}</p>
}

function Line({ seq }: { seq: number }) {
  const { log } = useEventLog({ channel: 'logs' })
  return <p>line: {log.line(log.indexOf(seq) ?? -1)?.text ?? 'none'}</p>
}

function Found() {
  const { log } = useEventLog({ channel: 'logs' })
  return <p>found: {log.query({ text: 'two' }).size}</p>
}

it('what is read of the log in a render follows it: at, slice, size, getSnapshot, line, query', async () => {
  render(
    <Wrapper>
      <Newest />
      <All />
      <Counts />
      <Size />
      <Line seq={2} />
      <Found />
    </Wrapper>,
  )
  expect(screen.getByText('newest: none')).toBeVisible()
  await act(() => mock.subscribed('logs'))
  write('one')
  expect(await screen.findByText('newest: one')).toBeVisible()
  write('two', 'error')
  expect(await screen.findByText('newest: two')).toBeVisible()
  for (const text of ['all: one two', 'errors: 1 live', 'size: 2', 'line: two', 'found: 1']) {
    expect(screen.getByText(text)).toBeVisible()
  }
  act(() => mock.outage())
  expect(await screen.findByText('errors: 1 offline')).toBeVisible()
})

it('a view stays as it is while the log goes on, and its source is the same', async () => {
  const { result } = renderHook(() => useEventLog({ channel: 'logs', capacity: 3 }), { wrapper: Wrapper })
  await act(() => mock.subscribed('logs'))
  write('one')
  await waitFor(() => expect(result.current.size).toBe(1))
  const { log } = result.current
  write('two')
  await waitFor(() => expect(result.current.size).toBe(2))
  expect(log.slice().map(dataOf)).toEqual(['one'])
  expect([log.size, dataOf(log.at(-1)), log.at(1)]).toEqual([1, 'one', undefined])
  expect(result.current.log).not.toBe(log)
  expect(result.current.log.version).toBeGreaterThan(log.version)
  expect(result.current.log.source).toBe(log.source)
  expect(log.source.size).toBe(2)
  expect(log.getSnapshot().size).toBe(2)
  for (const text of ['three', 'four']) write(text)
  await waitFor(() => expect(result.current.dropped).toBe(1))
  expect(log.at(0)).toBeUndefined()
  expect(log.slice()).toEqual([])
})

it('a component that renders for another reason gets the same view', async () => {
  const { result, rerender } = renderHook(() => useEventLog({ channel: 'logs' }), { wrapper: Wrapper })
  await act(() => mock.subscribed('logs'))
  write('one')
  await waitFor(() => expect(result.current.size).toBe(1))
  const { current } = result
  rerender()
  expect(result.current).toBe(current)
  expect(result.current.log).toBe(current.log)
})

it('a log without a channel is read in a render by its view', async () => {
  const local = createEventLog<Line>()
  function Local() {
    const log = useSyncExternalStore(local.subscribe, local.getView)
    return <p>local: {log.slice().map(dataOf).join(' ')}</p>
  }
  render(<Local />)
  for (const text of ['one', 'two']) {
    act(() => local.append({ seq: null, event: 'log', data: { text }, timestamp: 0 }))
  }
  expect(await screen.findByText('local: one two')).toBeVisible()
  expect(local.source).toBe(local)
})

it.each([null, undefined, ''] as const)('the channel %j is idle', async (channel) => {
  const { result } = renderHook(() => useEventLog({ channel }), { wrapper: Wrapper })
  await act(() => mock.settled())
  expect(result.current.log.size).toBe(0)
  expect(mock.frames.filter((frame) => frame.event === 'pusher:subscribe')).toEqual([])
})
