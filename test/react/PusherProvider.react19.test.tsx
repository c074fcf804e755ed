import { act, render, screen, waitFor } from '@testing-library/react'
import { Activity, type ReactNode, useEffect } from 'react'
import {
  PusherProvider,
  usePusherChannel,
  usePusherConnection,
  type PusherProviderProps,
} from 'react-pusher-kit'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
afterEach(() => {
  vi.restoreAllMocks()
})

function Status() {
  const { status } = usePusherChannel('news')
  const { state } = usePusherConnection()
  return <p>{`${state} ${status}`}</p>
}

function app(props: Partial<PusherProviderProps> = {}, children: ReactNode = <Status />) {
  return (
    <PusherProvider {...on.mock.provider} {...props}>
      {children}
    </PusherProvider>
  )
}

// The oldest React has no `Activity`, and its development build cannot be told from the one for production.
describe('PusherProvider', () => {
  it.each([null, undefined, ''])('appKey %j is quiet but for one note', (appKey) => {
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    render(app({ appKey }), { reactStrictMode: true })
    screen.getByText('initialized idle')
    expect(note).toHaveBeenCalledTimes(1)
  })

  it('a hidden tree that is shown again is connected again', async () => {
    const tree = (mode: 'visible' | 'hidden') => <Activity mode={mode}>{app()}</Activity>
    const { rerender } = render(tree('visible'))
    await screen.findByText('connected subscribed')
    rerender(tree('hidden'))
    await waitFor(() => expect(on.mock.connections).toEqual([]))
    rerender(tree('visible'))
    await screen.findByText('connected subscribed')
    expect(on.mock.connections).toHaveLength(1)
  })

  it('the rate limit of client events works on in a tree that was hidden', async () => {
    // A frame that a busy machine delivers late, and the next one in time, come within one second of Pusher's.
    vi.useFakeTimers({ shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    let trigger: ReturnType<typeof usePusherChannel>['trigger'] | undefined
    function Sender() {
      const channel = usePusherChannel('private-a')
      useEffect(() => {
        trigger = channel.trigger
      })
      return <p>{channel.status}</p>
    }
    const tree = (mode: 'visible' | 'hidden') => <Activity mode={mode}>{app({}, <Sender />)}</Activity>
    const send = (count: number) =>
      Promise.allSettled(Array.from({ length: count }, async () => trigger?.('client-x', {})))
    const { rerender } = render(tree('visible'))
    await screen.findByText('subscribed')
    const refused = send(12)
    rerender(tree('hidden'))
    await act(() => on.mock.settled())
    expect((await refused).filter(({ status }) => status === 'rejected')).not.toEqual([])
    rerender(tree('visible'))
    await screen.findByText('subscribed')
    const results = await send(12)
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'fulfilled'))
  })
})
