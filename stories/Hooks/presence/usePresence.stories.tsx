import { Stack } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { Headcount, Room } from '../../../examples/docs/hooks/usePresence.tsx'

const channel = 'presence-room-tea'
const person = (name: string) => ({ id: name, info: { name } })

const meta = {
  title: 'Hooks/usePresence',
  component: Room,
  args: { room: 'tea' },
  parameters: {
    layout: 'padded',
    pusher: {
      user: person('Mia'),
      setup: (mock: MockPusher) => mock.join(channel, person('Ana')),
    },
  },
} satisfies Meta<typeof Room>

export default meta
type Story = StoryObj<typeof meta>

/** Bruno joins and leaves. */
export const Live: Story = {
  render: (args) => (
    <Stack align="start">
      <Headcount {...args} />
      <Room {...args} />
    </Stack>
  ),
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 1200, channel, join: person('Bruno') },
          { after: 4000, channel, leave: 'Bruno' },
          { after: 3500, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** Ana is present, Bruno joins and leaves. */
export const Played: Story = {
  render: (args) => (
    <Stack align="start">
      <Headcount {...args} />
      <Room {...args} />
    </Stack>
  ),
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('Mia (you)')
    const bruno = mock.join(channel, person('Bruno'))
    await canvas.findByText('Bruno joined')
    await canvas.findByText('3 here')
    bruno.leave()
    // `leaveGrace` gives him two seconds to come back.
    await canvas.findByText('Bruno left', {}, { timeout: 30_000 })
  },
}

/** During an outage the previous members stay, marked as stale. */
export const Stale: Story = {
  play: async (context) => {
    await context.canvas.findByText('Mia (you)')
    mockPusherOf(context).outage()
    await context.canvas.findByText('Reconnecting')
  },
}

/** The server denies the subscription at first, and allows it after the retry. */
export const Denied: Story = {
  parameters: {
    pusher: {
      provider: { onError: () => {} },
      setup: (mock: MockPusher) => mock.authorize(({ attempt }) => attempt > 1),
    },
  },
  play: async ({ canvas }) => {
    const again = await canvas.findByRole('button', { name: 'Try again' })
    again.focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Mia (you)')
    await waitFor(() => expect(canvas.queryByRole('button')).not.toBeInTheDocument())
  },
}
