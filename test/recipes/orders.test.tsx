import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { Orders } from '../../examples/hooks/Orders.tsx'

it('the example of the README shows orders as they are paid', async () => {
  const mock = createMockPusher()
  render(
    <PusherProvider {...mock.provider}>
      <Orders />
    </PusherProvider>,
  )
  expect(screen.getByRole('list', { name: 'Paid orders, offline' })).toBeVisible()
  await mock.subscribed('orders')
  mock.trigger('orders', 'paid', { id: 'A-17' })
  expect(await screen.findByText('A-17')).toBeVisible()
  expect(screen.getByRole('list', { name: 'Paid orders, live' })).toBeVisible()
  mock.dispose()
})
