import { act, render, screen, waitFor } from '@testing-library/react'
import { Activity, type PropsWithChildren } from 'react'
import { PusherProvider, useEventLog } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, it } from 'vitest'

interface Line {
  text: string
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
const write = (text: string) => mock.trigger('logs', 'log', { text })
const dataOf = (entry: { data: unknown } | undefined) => (entry?.data as Line | undefined)?.text ?? 'none'

function Reader() {
  const { log, paused, pending, pause, clear } = useEventLog({ channel: 'logs' })
  return (
    <>
      <p>
        {log.slice().map(dataOf).join(' ')}, {paused ? 'paused' : 'running'}, {pending} more
      </p>
      <button onClick={pause}>pause</button>
      <button onClick={clear}>clear</button>
    </>
  )
}

const untilLetGo = () => waitFor(() => expect(mock.channel('logs').occupied).toBe(false))

it.each([
  ['for a moment', () => Promise.resolve()],
  ['until its log is let go', untilLetGo],
])('one that is hidden %s goes on paused, and cleared, where it was', async (_name, passes) => {
  const tree = (mode: 'visible' | 'hidden') => (
    <Wrapper>
      <Activity mode={mode}>
        <Reader />
      </Activity>
    </Wrapper>
  )
  const { rerender } = render(tree('visible'))
  await act(() => mock.subscribed('logs'))
  write('one')
  expect(await screen.findByText('one, running, 0 more')).toBeVisible()
  act(() => screen.getByText('clear').click())
  write('two')
  expect(await screen.findByText('two, running, 0 more')).toBeVisible()
  act(() => screen.getByText('pause').click())
  rerender(tree('hidden'))
  await passes()
  write('three')
  rerender(tree('visible'))
  expect(await screen.findByText('two, paused, 1 more')).toBeVisible()
})
