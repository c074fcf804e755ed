import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, fn } from 'storybook/test'
import { Dashboard, salesChannels as channels, type Sales } from '../../examples/recipes/Dashboard.tsx'
import { withQueryClient } from './withQueryClient.tsx'

const channel = 'private-sales'
const sales: Sales = {
  revenue: 12_480,
  count: 311,
  latest: [
    { id: 'A-311', customer: 'Kavarna Union', amount: 64 },
    { id: 'A-310', customer: 'Osteria Nonna', amount: 118.5 },
  ],
}

const meta = {
  title: 'Recipes/Dashboard',
  component: Dashboard,
  args: { fetchSales: fn(() => Promise.resolve(sales)) },
  decorators: [withQueryClient],
  parameters: { layout: 'padded', pusher: { channels, provider: { channels } } },
} satisfies Meta<typeof Dashboard>

export default meta
type Story = StoryObj<typeof meta>

const customers = ['Bar Sport', 'Kavarna Union', 'Osteria Nonna', 'Gostilna As']

/** Orders arrive continuously. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          {
            after: 1800,
            channel,
            event: 'order.paid',
            data: (round: number) => ({
              id: `A-${312 + round}`,
              customer: customers[round % customers.length],
              amount: 12 + ((round * 7) % 60),
            }),
          },
        ],
        repeat: true,
      },
    },
  },
}

/** Orders arrive; the figures update without a request. */
export const Played: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await context.canvas.findByText('€12,480.00')
    mock.trigger(channel, 'order.paid', { id: 'A-312', customer: 'Bar Sport', amount: 20 })
    await context.canvas.findByRole('cell', { name: 'Bar Sport' })
    await context.canvas.findByText('€12,500.00')
    await expect(context.args.fetchSales).toHaveBeenCalledTimes(1)
  },
}

export const Loading: Story = { args: { fetchSales: fn(() => new Promise<never>(() => {})) } }

export const NotLive: Story = {
  play: async (context) => {
    await context.canvas.findByText('Live')
    mockPusherOf(context).outage()
    await context.canvas.findByText('Not live: reconnecting')
  },
}
