import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Dashboard, salesChannels as channels, type Sales } from '../../examples/recipes/Dashboard.tsx'
import { renderOnPage } from './on-page.tsx'

const channel = 'private-sales'
const empty: Sales = { revenue: 0, count: 0, latest: [] }
const order = { id: 'A-17', customer: 'Kavarna', amount: 40 }

it('an order changes the figures without a request, an import fetches them', async () => {
  const fetchSales = vi.fn(() => Promise.resolve(empty))
  const mock = renderOnPage(<Dashboard fetchSales={fetchSales} />, { channels })
  await act(() => mock.subscribed(channel))
  expect(await screen.findByText('€0.00')).toBeVisible()
  mock.trigger(channel, 'order.paid', order)
  expect(await screen.findByRole('cell', { name: 'Kavarna' })).toBeVisible()
  expect(fetchSales).toHaveBeenCalledTimes(1)

  fetchSales.mockResolvedValue({ ...empty, revenue: 1200, count: 30 })
  mock.trigger(channel, 'orders.imported', { count: 29 })
  expect(await screen.findByText('€1,200.00')).toBeVisible()
})

it('what changed during an outage is fetched once', async () => {
  const fetchSales = vi.fn(() => Promise.resolve(empty))
  const mock = renderOnPage(<Dashboard fetchSales={fetchSales} />, { channels })
  await act(() => mock.subscribed(channel))
  await screen.findByText('Live')
  act(() => mock.outage())
  expect(await screen.findByText('Not live: reconnecting')).toBeVisible()
  fetchSales.mockResolvedValue({ revenue: 40, count: 1, latest: [order] })
  mock.trigger(channel, 'order.paid', order)
  mock.restore({ reconnect: 'now' })
  expect(await screen.findByRole('cell', { name: 'Kavarna' }, { timeout: 30_000 })).toBeVisible()
  expect(fetchSales).toHaveBeenCalledTimes(2)
})

it('figures that cannot be fetched can be asked for again', async () => {
  const fetchSales = vi.fn().mockRejectedValueOnce(new Error('503')).mockResolvedValue(empty)
  renderOnPage(<Dashboard fetchSales={fetchSales} />, { channels })
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('€0.00')).toBeVisible()
})
