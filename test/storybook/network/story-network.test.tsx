import { act, render, screen } from '@testing-library/react'
import { usePusherConnection } from 'react-pusher-kit'
import {
  type MockNetworkState,
  type MockPusherContext,
  type MockPusherParameters,
  mockPusherOf,
  startMockPusher,
  withMockPusher,
} from 'react-pusher-kit/storybook'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

function State() {
  return <p>{usePusherConnection().state}</p>
}

let stop: () => void = () => {}
beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  stop()
  vi.useRealTimers()
})

interface Opened {
  context: MockPusherContext
  /** Somebody uses the toolbar. */
  choose: (state: MockNetworkState | undefined) => void
}

function open(pusher: MockPusherParameters = {}): Opened {
  const context = { loaded: {}, parameters: { pusher }, globals: {} }
  stop = startMockPusher(context)
  const { rerender } = render(withMockPusher(State, context))
  return {
    context,
    choose: (pusherNetwork) => rerender(withMockPusher(State, { ...context, globals: { pusherNetwork } })),
  }
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const becomes = (state: RegExp) => expect(screen.getByText(state)).toBeInTheDocument()

describe('the network of a story', () => {
  it.each([
    ['connected', /^connected$/],
    ['slow', /^connected$/],
    ['offline', /unavailable|connecting/],
    ['refused', /^disconnected$/],
    ['outage', /unavailable|connecting/],
  ] as const)('%s from the beginning, as its parameters say', async (network, state) => {
    open({ network })
    await pass(2000)
    becomes(state)
  })

  it.each(['slow', 'offline', 'refused', 'outage', 'flapping'] as const)(
    'comes back from %s at once when the toolbar mends it',
    async (network) => {
      const { choose } = open()
      await pass(100)
      choose(network)
      await pass(3100)
      choose(undefined)
      await pass(1500)
      becomes(/^connected$/)
    },
  )

  it('may begin with a latency', async () => {
    open({ network: { latency: 300 } })
    await pass(500)
    becomes(/^connecting$/)
    await pass(200)
    becomes(/^connected$/)
  })

  it('loses the socket every three seconds while it flaps', async () => {
    // A client comes back within a random second.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    onTestFinished(() => random.mockRestore())
    const { context } = open({ network: 'flapping' })
    const connects = () =>
      mockPusherOf(context).frames.filter(({ event }) => event === 'pusher:connection_established').length
    await pass(2900)
    expect(connects()).toBe(1)
    await pass(200)
    becomes(/^connecting$/)
    await pass(8700)
    expect(connects()).toBe(4)
  })

  it('follows the script, except while the toolbar says something else', async () => {
    const { choose } = open({
      script: [
        { after: 1000, network: 'offline' },
        { after: 1000, network: 'connected' },
        { after: 1000, network: 'refused' },
      ],
    })
    await pass(1100)
    becomes(/unavailable|connecting/)
    await pass(1000)
    becomes(/^connected$/)
    choose('slow')
    await pass(1000)
    becomes(/^connected$/)
    choose(undefined)
    await pass(100)
    becomes(/^disconnected$/)
  })

  it('takes a state that it does not know for none', async () => {
    const { choose } = open()
    await pass(100)
    choose('online' as MockNetworkState)
    await pass(2000)
    becomes(/^connected$/)
  })
})
