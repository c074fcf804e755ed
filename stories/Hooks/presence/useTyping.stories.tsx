import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { Composer } from '../../../examples/docs/hooks/useTyping.tsx'

const channel = 'presence-room-tea'

const meta = {
  title: 'Hooks/useTyping',
  component: Composer,
  args: { room: 'tea' },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof Composer>

export default meta
type Story = StoryObj<typeof meta>

/** Bruno types, and stops. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 800, channel, join: { id: 'Bruno' } },
          { after: 600, channel, event: 'client-typing', from: 'Bruno', data: { typing: true } },
          { after: 3000, channel, event: 'client-typing', from: 'Bruno', data: { typing: false } },
          { after: 2000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** Bruno types, and so does this user: forty key strokes send one client event. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const bruno = mock.join(channel, { id: 'Bruno', info: {} })
    bruno.trigger('client-typing', { typing: true })
    await canvas.findByText('Typing: Bruno')
    await userEvent.tab()
    await userEvent.keyboard('Is there any tea left, or shall I buy?')
    const told = () =>
      mock.frames.filter(({ event, direction }) => event === 'client-typing' && direction === 'sent')
    await waitFor(() => expect(told()).toHaveLength(1))
    bruno.leave()
    await waitFor(() => expect(canvas.queryByText('Typing: Bruno')).not.toBeInTheDocument())
  },
}
