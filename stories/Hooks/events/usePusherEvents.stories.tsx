import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect } from 'storybook/test'
import { PriceOf, Ticker } from '../../../examples/docs/hooks/usePusherEvents.tsx'

const meta = {
  title: 'Hooks/usePusherEvents',
  component: Ticker,
  parameters: { layout: 'padded' },
} satisfies Meta<typeof Ticker>

export default meta
type Story = StoryObj<typeof meta>

/** Two trades a second. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          {
            after: 500,
            channel: 'trades',
            event: 'trade',
            data: (round: number) => ({ symbol: `SYM${round % 7}`, price: 10 + ((round * 13) % 90) / 10 }),
          },
        ],
        repeat: true,
      },
    },
  },
}

/** Seven trades arrive, the latest five are shown. */
export const Played: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed('trades')
    for (let trade = 1; trade <= 7; trade++) {
      mock.trigger('trades', 'trade', { symbol: `SYM${trade}`, price: 10 * trade })
    }
    await context.canvas.findByText('SYM7')
    await expect(context.canvas.getAllByRole('row')).toHaveLength(6)
  },
}

/** `select` keeps the price of one symbol, and skips all others. */
export const Select: Story = {
  render: () => <PriceOf symbol="SYM" />,
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed('trades')
    mock.trigger('trades', 'trade', { symbol: 'SYM', price: 12.5 })
    mock.trigger('trades', 'trade', { symbol: 'OTHER', price: 99 })
    await context.canvas.findByText('12.50')
  },
}
