import { act, render as renderInside, screen } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import type { ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, onTestFinished } from 'vitest'
import { regionOf } from '../../stories/docs-blocks/regions.ts'
import { Orders } from '../../stories/StartHere/Orders.tsx'

// The page "Start here" plays these lines.
it('the page shows an event, an outage and its end', async () => {
  const mock = createMockPusher()
  onTestFinished(() => mock.dispose())
  const render = (children: ReactNode) =>
    renderInside(<PusherProvider {...mock.provider}>{children}</PusherProvider>)
  // #region lines
  render(<Orders />)
  await mock.subscribed('orders')
  mock.trigger('orders', 'paid', {})
  await screen.findByText('1 paid')
  mock.outage()
  await screen.findByText('offline')
  mock.restore({ reconnect: 'now' })
  await screen.findByText('online')
  // #endregion
  await act(async () => {})
  expect(screen.getByText('1 paid')).toBeVisible()
})

it('its lines fit into a small picture', () => {
  const source = readFileSync(import.meta.filename, 'utf8')
  const lines = regionOf(source, 'lines').split('\n')
  expect(lines).toHaveLength(8)
  expect(lines.filter((line) => line.length > 36)).toEqual([])
})
