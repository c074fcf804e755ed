import { Stack } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent } from 'storybook/test'
import { RoomFeed, Switch } from '../../../examples/docs/hooks/useRealtime.tsx'

const channel = 'private-room-tea'

const meta = {
  title: 'Hooks/useRealtime',
  component: RoomFeed,
  args: { room: 'tea' },
  parameters: { layout: 'padded' },
  render: (args) => (
    <Stack>
      <RoomFeed {...args} />
      <Switch />
    </Stack>
  ),
} satisfies Meta<typeof RoomFeed>

export default meta
type Story = StoryObj<typeof meta>

/** Every event of the room, with any name. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 1500, channel, event: 'message', data: { text: 'Is there any left?' } },
          { after: 1500, channel, event: 'poured', data: { cups: 2 } },
        ],
        repeat: true,
      },
    },
  },
}

/** A message is sent to the server, and returns as an event; the switch connects and shows when. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    canvas.getByRole('button', { name: 'Wave' }).focus()
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByText('wave {"to":"tea"}')).toBeVisible()
    await canvas.findByText('Live, 1 sent')
    canvas.getByRole('button', { name: 'Disconnect' }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('disconnected')
    canvas.getByRole('button', { name: 'Connect' }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('connected')
  },
}

/** The app does not exist at Pusher: connecting shows the reason. */
export const Refused: Story = {
  parameters: { pusher: { provider: { onError: () => {} } } },
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('connected')
    mock.network.connect = { code: 4001, reason: 'no such app' }
    canvas.getByRole('button', { name: 'Disconnect' }).focus()
    await userEvent.keyboard('{Enter}')
    canvas.getByRole('button', { name: 'Connect' }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText(/4001/)
  },
}
