import type { Meta, StoryObj } from '@storybook/react-vite'
import { usePusherChannel } from 'react-pusher-kit'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { EventTap } from '../../../examples/docs/hooks/usePusher.tsx'

/** Somewhere else in the app. */
function Elsewhere() {
  usePusherChannel('orders', {})
  usePusherChannel('weather', {})
  return null
}

const meta = {
  title: 'Hooks/usePusher',
  component: EventTap,
  parameters: { layout: 'padded' },
  render: () => (
    <>
      <EventTap />
      <Elsewhere />
    </>
  ),
} satisfies Meta<typeof EventTap>

export default meta
type Story = StoryObj<typeof meta>

/** Two channels that other components subscribed to. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 1200, channel: 'orders', event: 'paid', data: { id: 'A-1' } },
          { after: 1600, channel: 'weather', event: 'rain-begins', data: { from: '14:00' } },
          { after: 1200, channel: 'orders', event: 'refunded', data: { id: 'A-1' } },
        ],
        repeat: true,
      },
    },
  },
}

/** Receives the events of channels that other components subscribed to. */
export const Played: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed('weather')
    mock.trigger('weather', 'rain-begins', { from: '14:00' })
    await context.canvas.findByText('rain-begins')
  },
}
