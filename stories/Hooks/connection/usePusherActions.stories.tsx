import { Stack } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent } from 'storybook/test'
import { Announce, UnreadRooms } from '../../../examples/docs/hooks/usePusherActions.tsx'

const rooms = ['tea', 'garden', 'library']
const channelOf = (room: string) => `private-room-${room}`

const meta = {
  title: 'Hooks/usePusherActions',
  component: UnreadRooms,
  args: { rooms },
  parameters: { layout: 'padded' },
  render: (args) => (
    <Stack>
      <UnreadRooms {...args} />
      <Announce {...args} text="The doors close at six" />
    </Stack>
  ),
} satisfies Meta<typeof UnreadRooms>

export default meta
type Story = StoryObj<typeof meta>

/** Messages arrive in several rooms. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 1500, channel: channelOf('tea'), event: 'message', data: { text: 'Is there any left?' } },
          { after: 1500, channel: channelOf('library'), event: 'message', data: { text: 'Hush' } },
          { after: 1000, channel: channelOf('tea'), event: 'message', data: { text: 'A little' } },
        ],
        repeat: true,
      },
    },
  },
}

/** Each room is subscribed to once, and one button publishes to all of them. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    for (const room of rooms) await mock.subscribed(channelOf(room))
    canvas.getByRole('button', { name: 'Tell every room' }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Told 3 of 3')
    await expect(await canvas.findAllByText('1 unread')).toHaveLength(3)
    await expect(mock.frames.filter(({ event }) => event === 'pusher:subscribe')).toHaveLength(3)
  },
}
