import { render, screen } from '@testing-library/react'
import { usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf, mockPusherToolbar, startMockPusher, withMockPusher } from 'react-pusher-kit/storybook'
import { describe, expect, it, vi } from 'vitest'

function State() {
  return <p>{usePusherConnection().state}</p>
}

const story = (parameters: Record<string, unknown> = {}, globals: Record<string, unknown> = {}) => ({
  loaded: {},
  parameters,
  globals,
})

describe('stories on the mock', () => {
  it('run inside a provider on a mock of their own', async () => {
    const context = story()
    const stop = startMockPusher(context)
    render(withMockPusher(State, context))
    expect(await screen.findByText('connected')).toBeVisible()
    expect(mockPusherOf(context).connections).toHaveLength(1)
    stop()
    expect(() => mockPusherOf(context).outage()).toThrow(/disposed/)
  })

  it('are set up by their parameters before they render', async () => {
    const setup = vi.fn()
    const context = story({ pusher: { setup, user: { id: 'ana' }, provider: { enabled: false } } })
    const stop = startMockPusher(context)
    expect(setup).toHaveBeenCalledWith(mockPusherOf(context))
    render(withMockPusher(State, context))
    expect(screen.getByText('initialized')).toBeVisible()
    stop()
  })

  it('wait 10 s for their mock, or as long as their parameters say', async () => {
    vi.useFakeTimers()
    const waitOf = async (parameters?: object) => {
      const context = story(parameters && { pusher: parameters })
      const stop = startMockPusher(context)
      const start = Date.now()
      await expect(mockPusherOf(context).subscribed('logs')).rejects.toThrow('"logs"')
      stop()
      return Date.now() - start
    }
    expect(await waitOf()).toBe(10_000)
    expect(await waitOf({ waitTimeout: 20 })).toBe(20)
    vi.useRealTimers()
  })

  it('are no errors when they are mounted after their end, as when a reader leaves a page that is still rendered', () => {
    const context = story()
    startMockPusher(context)()
    render(withMockPusher(State, context))
    expect(screen.getByText('initialized')).toBeVisible()
  })

  it('feel the network that the toolbar breaks and mends', async () => {
    const context = story()
    const stop = startMockPusher(context)
    const { rerender } = render(withMockPusher(State, context))
    await screen.findByText('connected')
    rerender(withMockPusher(State, { ...context, globals: { pusherNetwork: 'outage' } }))
    await screen.findByText(/connecting|unavailable/)
    rerender(withMockPusher(State, { ...context, globals: {} }))
    expect(await screen.findByText('connected', undefined, { timeout: 30_000 })).toBeVisible()
    stop()
  })

  it('go on with their mock when Storybook starts them again for a change of args or globals', () => {
    const canvasElement = document.createElement('div')
    const first = { ...story(), id: 'a--b', canvasElement }
    const again = { ...story(), id: 'a--b', canvasElement }
    const stop = startMockPusher(first)
    const stopAgain = startMockPusher(again)
    expect(mockPusherOf(again)).toBe(mockPusherOf(first))
    stopAgain()
    expect(() => mockPusherOf(first).outage()).not.toThrow()
    stop()
    const reopened = { ...story(), id: 'a--b', canvasElement }
    const stopReopened = startMockPusher(reopened)
    expect(mockPusherOf(reopened)).not.toBe(mockPusherOf(first))
    stopReopened()
  })

  it('give the next story in the same place a mock of its own', () => {
    const canvasElement = document.createElement('div')
    const first = { ...story(), id: 'a--b', canvasElement }
    const second = { ...story(), id: 'a--c', canvasElement }
    const stops = [startMockPusher(first), startMockPusher(second)]
    expect(mockPusherOf(second)).not.toBe(mockPusherOf(first))
    for (const stop of stops) stop()
  })

  it('ask the parameter `authorize`, whatever the mock is', async () => {
    function Room() {
      const { error } = usePusherChannel('private-room')
      return <p>{error?.message}</p>
    }
    const context = story({ pusher: { authorize: () => ({ status: 403, error: 'members only' }) } })
    const stop = startMockPusher(context)
    render(withMockPusher(Room, context))
    expect(await screen.findByText(/403/)).toBeVisible()
    stop()
  })

  it('may make the provider’s props from their mock', async () => {
    const asked: string[] = []
    function Room() {
      usePusherChannel('private-room')
      return null
    }
    const provider = (mock: MockPusher) => ({
      fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
        asked.push(input instanceof Request ? input.url : String(input))
        return mock.fetch(input, init)
      },
    })
    const context = story({ pusher: { provider } })
    const stop = startMockPusher(context)
    render(withMockPusher(Room, context))
    await mockPusherOf(context).subscribed('private-room')
    expect(asked).toEqual([expect.stringContaining('/auth')])
    stop()
  })

  it('say what is missing when the preview starts no mock', () => {
    expect(() => mockPusherOf(story())).toThrow(/beforeEach: startMockPusher/)
  })

  it('offer a toolbar with every state of the network, and a way back', () => {
    const items = mockPusherToolbar.pusherNetwork.toolbar.items.map((item) =>
      'value' in item ? item.value : item.type,
    )
    expect(items).toEqual(['connected', 'slow', 'flapping', 'offline', 'refused', 'outage', 'reset'])
  })
})
