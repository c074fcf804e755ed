import { act, render, screen } from '@testing-library/react'
import { usePresence, usePusherChannel, usePusherEvents } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import {
  type MockPusherContext,
  type MockPusherParameters,
  mockPusherOf,
  startMockPusher,
  withMockPusher,
} from 'react-pusher-kit/storybook'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const texts = (payloads: readonly unknown[]) =>
  payloads.map((payload) => (payload as { text: string }).text).join(' ')

function Logs() {
  return <p data-testid="logs">{texts(usePusherEvents('logs', 'log'))}</p>
}

function Room() {
  const { members } = usePresence('presence-room')
  return <p data-testid="room">{members.map(({ id }) => id).join(' ')}</p>
}

let stops: (() => void)[] = []
beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  for (const stop of stops) stop()
  stops = []
  vi.useRealTimers()
})

/** The story is on screen, and its client has what it asked for. */
async function open(Story: React.ComponentType, pusher: MockPusherParameters): Promise<MockPusherContext> {
  const context = { loaded: {}, parameters: { pusher }, globals: {} }
  stops.push(startMockPusher(context))
  render(withMockPusher(Story, context))
  await act(() => mockPusherOf(context).settled())
  return context
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const log = (text: string, after = 100) => ({ after, channel: 'logs', event: 'log', data: { text } })

describe('a script', () => {
  it('plays its steps one after the other, each so many ms after the one before', async () => {
    await open(Logs, { script: [log('a', 500), log('b', 1000)] })
    await pass(400)
    expect(screen.getByTestId('logs')).toHaveTextContent(/^$/)
    await pass(200)
    expect(screen.getByTestId('logs')).toHaveTextContent(/^a$/)
    await pass(1000)
    expect(screen.getByTestId('logs')).toHaveTextContent(/^a b$/)
  })

  it('waits for the subscription it needs, so that its first event is not lost', async () => {
    const context = { loaded: {}, parameters: { pusher: { script: [log('a', 0)] } }, globals: {} }
    stops.push(startMockPusher(context))
    const { rerender } = render(withMockPusher(() => null, context))
    await pass(5000)
    rerender(withMockPusher(Logs, context))
    await pass(100)
    expect(screen.getByTestId('logs')).toHaveTextContent('a')
  })

  it('may be told which subscription to wait for', async () => {
    const run = vi.fn()
    const script = { channel: 'presence-room', steps: [{ run }] }
    await open(Logs, { script })
    await pass(1000)
    expect(run).not.toHaveBeenCalled()
    stops.pop()?.()
    await open(Room, { script })
    await pass(10)
    expect(run).toHaveBeenCalledOnce()
  })

  it('does not take remote members for the story’s own subscription', async () => {
    const context = await open(() => null, {
      setup: (mock) => mock.join('presence-room', { id: 'ana' }),
      script: [{ after: 10, channel: 'presence-room', leave: 'ana' }],
    })
    await pass(5000)
    expect(mockPusherOf(context).channel('presence-room').members).toHaveLength(1)
  })

  it('repeats when it is told to, and tells payloads which round it is', async () => {
    const script = {
      steps: [
        { after: 100, channel: 'logs', event: 'log', data: (round: number) => ({ text: `r${round}` }) },
      ],
      repeat: true,
    }
    await open(Logs, { script })
    await pass(350)
    expect(screen.getByTestId('logs')).toHaveTextContent(/^r0 r1 r2$/)
  })

  it('lets members come, speak and go', async () => {
    const received: unknown[] = []
    function Listening() {
      usePusherChannel('presence-room', 'client-wave', (data, { userId }) => {
        received.push([userId, data])
      })
      return <Room />
    }
    await open(Listening, {
      script: [
        { after: 10, channel: 'presence-room', join: { id: 'ana' } },
        { channel: 'presence-room', join: { id: 'ana' } },
        { after: 10, channel: 'presence-room', event: 'client-wave', data: { hand: 'left' }, from: 'ana' },
        { after: 100, channel: 'presence-room', leave: 'ana' },
      ],
    })
    await pass(60)
    expect(screen.getByTestId('room')).toHaveTextContent('me ana')
    expect(received).toEqual([['ana', { hand: 'left' }]])
    await pass(100)
    expect(screen.getByTestId('room')).toHaveTextContent(/^me$/)
  })

  it('breaks the network and runs code', async () => {
    const rounds: number[] = []
    const context = await open(Logs, {
      script: [
        log('a', 0),
        { after: 100, network: 'outage' },
        { after: 100, run: (mock, round) => rounds.push(round, mock.connections.length) },
      ],
    })
    await pass(300)
    expect(rounds).toEqual([0, 0])
    expect(mockPusherOf(context).connections).toEqual([])
  })

  it('ends with the story', async () => {
    const run = vi.fn()
    await open(Logs, { script: { steps: [log('a'), { run }], repeat: true } })
    await pass(150)
    stops.pop()?.()
    const { length } = run.mock.calls
    await pass(1000)
    expect(run).toHaveBeenCalledTimes(length)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stops with the number of the step that the mock refused', async () => {
    const channels = defineChannels({ logs: { events: { log: type<object>() } } })
    await open(Logs, {
      channels,
      script: [log('a', 0), { after: 50, channel: 'logs', event: 'lgo' }, log('b')],
    })
    expect(() => vi.advanceTimersByTime(1000)).toThrow(
      expect.objectContaining({
        code: 'script_failed',
        message: expect.stringMatching(/^Expected step 2 of the story’s script to work.*"lgo"/) as string,
      }) as Error,
    )
    await pass(1000)
    expect(screen.getByTestId('logs')).toHaveTextContent(/^a$/)
  })

  it('may not repeat without taking time', () => {
    const context = {
      loaded: {},
      parameters: { pusher: { script: { steps: [log('a', 0)], repeat: true } } },
      globals: {},
    }
    expect(() => startMockPusher(context)).toThrow('Expected a repeating script to have a step')
  })
})
