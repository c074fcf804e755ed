import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createMockPusher } from 'react-pusher-kit/mock'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { App as During } from './during/App.tsx'
import { OrderDesk } from './OrderDesk.tsx'
import { openServer } from './server.ts'

/** The app with the mock in place of the network: the real pusher-js, and the auth endpoint of the app. */
function open(version: string, token: string) {
  vi.stubEnv('VITE_REALTIME', version)
  const mock = createMockPusher({ server: ({ broadcaster }) => openServer(broadcaster) })
  const { appKey, ...network } = mock.provider
  const App = version === 'during' ? During : OrderDesk
  const { unmount } = render(<App appKey={appKey} cluster="mock" token={token} network={network} />)
  onTestFinished(() => {
    unmount()
    mock.dispose()
    vi.unstubAllEnvs()
  })
  return mock
}

// #region test
describe.each(['before', 'during', 'after'])('the order desk, %s', (version) => {
  it('lists an order that is paid', async () => {
    const mock = open(version, 'token-of-ana')
    await act(() => mock.subscribed('private-orders'))
    act(() => mock.trigger('private-orders', 'order.paid', { id: 'A-1' }))
    expect(await screen.findByText('A-1')).toBeVisible()
    expect(await screen.findByText('1 new')).toBeVisible()
    expect(await screen.findByText('live')).toBeVisible()
  })

  it('counts who is at the desk', async () => {
    const mock = open(version, 'token-of-ana')
    await act(() => mock.subscribed('presence-desk'))
    expect(await screen.findByText('1 at the desk')).toBeVisible()
    act(() => void mock.join('presence-desk', { id: 'ben' }))
    expect(await screen.findByText('2 at the desk')).toBeVisible()
  })

  it('shows who has no access', async () => {
    open(version, 'token-of-eve')
    expect(await screen.findByText('No access to the orders')).toBeVisible()
  })

  it('subscribes again after an outage', async () => {
    const mock = open(version, 'token-of-ana')
    await act(() => mock.subscribed('private-orders'))
    act(() => mock.outage())
    expect(await screen.findByText('offline')).toBeVisible()
    act(() => mock.restore({ reconnect: 'now' }))
    await act(() => mock.subscribed('private-orders'))
    act(() => mock.trigger('private-orders', 'order.paid', { id: 'A-2' }))
    expect(await screen.findByText('A-2')).toBeVisible()
  })
})
// #endregion

/** Hides the counter, which uses the channel of the list as well. */
async function hideCounter(version: string) {
  const mock = open(version, 'token-of-ana')
  await act(() => mock.subscribed('private-orders'))
  await userEvent.click(screen.getByRole('button', { name: 'Hide the counter' }))
  return mock
}

it('before: hiding the counter unsubscribes the list', async () => {
  const mock = await hideCounter('before')
  await expect.poll(() => mock.channel('private-orders').subscriptionCount).toBe(0)
})

it.each(['during', 'after'])('%s: the list continues', async (version) => {
  const mock = await hideCounter(version)
  act(() => mock.trigger('private-orders', 'order.paid', { id: 'A-3' }))
  expect(await screen.findByText('A-3')).toBeVisible()
})
