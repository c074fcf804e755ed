import type { Meta, StoryObj } from '@storybook/react-vite'
import { defineChannels, type } from 'react-pusher-kit/channels'
import type { MockPusher } from 'react-pusher-kit/mock'
import { userEvent } from 'storybook/test'
import { Payments } from '../../../examples/docs/hooks/useInfiniteEvents.tsx'
import { withQueryClient } from '../../Recipes/withQueryClient.tsx'

const channel = 'private-payments'
const channels = defineChannels({
  [channel]: { events: { paid: type<{ text: string }>() }, persist: true },
})

const meta = {
  title: 'Hooks/useInfiniteEvents',
  component: Payments,
  decorators: [withQueryClient],
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      provider: { channels },
      setup: (mock: MockPusher) => {
        for (let n = 1; n <= 25; n++) mock.trigger(channel, 'paid', { text: `Payment ${n}` })
      },
    },
  },
} satisfies Meta<typeof Payments>

export default meta
type Story = StoryObj<typeof meta>

/** Twenty-five payments, ten in a page. */
export const Live: Story = {}

/** The newest ten payments; older ones on request. */
export const Played: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText('Payment 25')
    const older = canvas.getByRole('button', { name: 'Older' })
    older.focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Payment 6')
    older.focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Payment 1')
  },
}

/** The policy of the channel denies its history. Without retries, the error is shown at once. */
export const Denied: Story = {
  parameters: {
    queryClient: { defaultOptions: { queries: { retry: false } } },
    pusher: {
      setup: (mock: MockPusher) => void mock.http({ route: 'history', status: 403 }),
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('The payments cannot be shown.')
  },
}
