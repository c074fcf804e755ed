import { Stack } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { Orders, RefundButton } from '../../../examples/docs/hooks/usePusherChannel.tsx'

const channel = 'private-orders-north'
const tea = { id: 'A-1', customer: 'Teahouse' }

const meta = {
  title: 'Hooks/usePusherChannel',
  component: Orders,
  args: { team: 'north' },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof Orders>

export default meta
type Story = StoryObj<typeof meta>

const customers = ['Teahouse', 'Bakery', 'Bookshop']

/** Orders are paid, and refunded. Two components share one subscription. */
export const Live: Story = {
  render: (args) => (
    <Stack align="start">
      <Orders {...args} />
      <RefundButton {...args} order={tea} />
    </Stack>
  ),
  parameters: {
    pusher: {
      script: {
        steps: [
          {
            after: 1500,
            channel,
            event: 'paid',
            data: (round: number) => ({
              id: `A-${round + 1}`,
              customer: customers[round % customers.length],
            }),
          },
          {
            after: 2500,
            channel,
            event: 'paid',
            data: (round: number) => ({ id: `B-${round + 1}`, customer: 'Flower shop' }),
          },
          { after: 2500, channel, event: 'refunded', data: (round: number) => ({ id: `A-${round + 1}` }) },
          { channel, event: 'refunded', data: (round: number) => ({ id: `B-${round - 2}` }) },
        ],
        repeat: true,
      },
    },
  },
}

/** Two components on one channel: one subscription, and a refund that reaches both. */
export const Played: Story = {
  render: (args) => (
    <Stack align="start">
      <Orders {...args} />
      <RefundButton {...args} order={tea} />
    </Stack>
  ),
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.trigger(channel, 'paid', tea)
    mock.trigger(channel, 'paid', { id: 'A-2', customer: 'Bakery' })
    await canvas.findByText('Bakery')
    canvas.getByRole('button', { name: 'Refund A-1' }).focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.queryByText('Teahouse')).not.toBeInTheDocument())
    await expect(mock.frames.filter(({ event }) => event === 'pusher:subscribe')).toHaveLength(1)
  },
}

const deniedAtFirst = {
  pusher: {
    provider: { onError: () => {} },
    setup: (mock: MockPusher) => mock.authorize(({ attempt }) => attempt > 1),
  },
}

/** The server denies the subscription; the user can retry. */
export const Denied: Story = {
  parameters: deniedAtFirst,
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: 'Try again' })
  },
}

/** After the retry, the server allows it. */
export const AskedAgain: Story = {
  parameters: deniedAtFirst,
  play: async ({ canvas }) => {
    const again = await canvas.findByRole('button', { name: 'Try again' })
    again.focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('subscribed')
  },
}

/** Pusher is down: the status shows the attempt. */
export const Reconnecting: Story = {
  play: async (context) => {
    await context.canvas.findByText('subscribed')
    mockPusherOf(context).outage()
    await context.canvas.findByText('subscribing')
  },
}
