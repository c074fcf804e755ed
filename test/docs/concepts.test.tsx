import { act, render, screen } from '@testing-library/react'
import { PusherProvider, useEventLog, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, onTestFinished, vi } from 'vitest'
import { channels, shopChannel } from '../../examples/docs/concepts/channels.ts'
import { WithGapReport } from '../../examples/docs/concepts/GapReport.tsx'
import { Localized, ownLabels } from '../../examples/docs/concepts/Languages.tsx'
import { Revenue } from '../../examples/docs/concepts/Revenue.tsx'
import { fallbacks, Root, settingsOf } from '../../examples/docs/concepts/Root.tsx'
import { renderOnMantine } from '../mantine/on-mantine.tsx'

function startMock() {
  const mock = createMockPusher({ channels })
  onTestFinished(() => mock.dispose())
  return mock
}

it('the settings of a session: a token, refreshed once, and nothing kept for the next user', async () => {
  const mock = startMock()
  const tokens: (string | null)[] = []
  mock.authorize(({ token }) => {
    tokens.push(token)
    return token === 'new' || { status: 401 }
  })
  const session = (userId: string) => ({
    userId,
    token: ({ refresh }: { refresh: boolean }) => Promise.resolve(refresh ? 'new' : 'old'),
  })
  const Status = () => <p>{usePusherChannel(shopChannel('1')).status}</p>
  const page = (userId: string) => (
    <PusherProvider {...mock.provider} {...settingsOf(session(userId))}>
      <Status />
    </PusherProvider>
  )
  const { rerender } = render(page('ada'))
  expect(await screen.findByText('subscribed')).toBeVisible()
  expect(tokens).toEqual(['old', 'new'])
  const [before] = mock.connections

  rerender(page('bob'))
  await expect.poll(() => mock.connections[0]?.socketId).not.toBe(before?.socketId)
  expect(mock.connections).toHaveLength(1)
})

it('without a key in the environment nothing connects, and nothing throws', () => {
  const note = vi.spyOn(console, 'info').mockImplementation(() => {})
  onTestFinished(() => note.mockRestore())
  const State = () => <p>{usePusherConnection().state}</p>
  render(
    <Root session={{ userId: 'ada', token: () => Promise.resolve('') }}>
      <State />
    </Root>,
  )
  expect(screen.getByText('initialized')).toBeVisible()
})

it('a socket that is refused for good moves to the fallback', async () => {
  const mock = startMock()
  const keys: string[] = []
  const State = () => <p>{usePusherConnection().state}</p>
  render(
    <PusherProvider
      {...mock.provider}
      createClient={(appKey, options) => {
        keys.push(appKey)
        return mock.provider.createClient(mock.app.key, options)
      }}
      fallbacks={fallbacks}
      onError={() => {}}
    >
      <State />
    </PusherProvider>,
  )
  expect(await screen.findByText('connected')).toBeVisible()
  act(() => mock.drop({ code: 4001 }))
  await expect.poll(() => keys).toEqual([mock.app.key, 'own-key'])
})

it('payloads are typed and checked by the name of the channel', async () => {
  const mock = startMock()
  renderOnMantine(<Revenue shopId="1" />, mock, { channels })
  await act(() => mock.subscribed('private-shop-1'))
  mock.trigger('private-shop-1', 'order.paid', { id: 'a', cents: 250 })
  expect(await screen.findByText('2.50 €')).toBeVisible()
  // @ts-expect-error -- cents are a number
  expect(() => mock.trigger('private-shop-1', 'order.paid', { id: 'a', cents: 'many' })).toThrow(
    /cents|number/,
  )
})

it('a gap is told', async () => {
  const mock = startMock()
  const Log = () => <p>{useEventLog({ channel: 'private-shop-1' }).size} orders</p>
  render(
    <WithGapReport {...mock.provider} channels={channels}>
      <Log />
    </WithGapReport>,
  )
  await act(() => mock.subscribed('private-shop-1'))
  mock.trigger('private-shop-1', 'order.paid', { id: 'a', cents: 100 })
  expect(await screen.findByText('1 orders')).toBeVisible()
  act(() => mock.outage())
  mock.trigger('private-shop-1', 'order.paid', { id: 'b', cents: 100 })
  mock.restore({ reconnect: 'now' })
  expect(await screen.findByText(/on private-shop-1$/, {}, { timeout: 30_000 })).toBeVisible()
  expect(await screen.findByText('2 orders')).toBeVisible()
})

it('a theme sets the language of every component, and labels override it', async () => {
  const mock = startMock()
  render(
    <Localized language="de">
      <PusherProvider {...mock.provider}>
        <ConnectionBadge />
        <ConnectionBadge labels={ownLabels.ConnectionBadge} />
      </PusherProvider>
    </Localized>,
  )
  expect(await screen.findByText('Verbunden')).toBeVisible()
  expect(screen.getByText('Live')).toBeVisible()
})
