import { render, screen } from '@testing-library/react'
import { usePusherConnection } from 'react-pusher-kit'
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

  it('feel the network that the toolbar breaks and mends', async () => {
    const context = story()
    const stop = startMockPusher(context)
    const { rerender } = render(withMockPusher(State, context))
    await screen.findByText('connected')
    rerender(withMockPusher(State, { ...context, globals: { pusherNetwork: 'outage' } }))
    await screen.findByText(/connecting|unavailable/)
    rerender(withMockPusher(State, { ...context, globals: { pusherNetwork: 'online' } }))
    expect(await screen.findByText('connected', undefined, { timeout: 4000 })).toBeVisible()
    stop()
  })

  it('say what is missing when the preview starts no mock', () => {
    expect(() => mockPusherOf(story())).toThrow(/beforeEach: startMockPusher/)
  })

  it('offer a toolbar with every state of the network', () => {
    const values = mockPusherToolbar.pusherNetwork.toolbar.items.map(({ value }) => value)
    expect(values).toEqual(['online', 'slow', 'outage', 'offline'])
  })
})
