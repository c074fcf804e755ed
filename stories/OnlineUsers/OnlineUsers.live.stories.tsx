import type { Meta, StoryObj } from '@storybook/react-vite'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, waitFor } from 'storybook/test'
import { people } from './people.ts'

const channel = 'presence-room'

function letIn(mock: MockPusher, count: number) {
  return people(count + 1)
    .slice(1)
    .map(({ id, info }) => mock.join(channel, { id, info }))
}

/** On a real pusher-js over the mock's wire. */
const meta = {
  title: 'Components/OnlineUsers/Live',
  component: OnlineUsers,
  args: { channel },
  parameters: {
    layout: 'padded',
    pusher: { user: { id: 'me', info: { name: 'Mia Weber' } }, setup: (mock: MockPusher) => letIn(mock, 6) },
  },
} satisfies Meta<typeof OnlineUsers>

export default meta
type Story = StoryObj<typeof meta>

/** People come and go for as long as the story is watched. */
export const Lively: Story = {
  args: { variant: 'list', w: 300, h: 420 },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await context.canvas.findByText('7 online')
    const newcomers = people(14).slice(7)
    for (const { id, info } of newcomers) {
      const member = mock.join(channel, { id, info })
      await new Promise((resolve) => setTimeout(resolve, 60))
      if (id.endsWith('0')) member.leave()
    }
    await context.canvas.findByText(/^1[34] online$/)
  },
}

export const Joining: Story = {
  parameters: { pusher: { latency: 60_000 } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading who is here')).toBeInTheDocument()
  },
}

export const Denied: Story = {
  parameters: { pusher: { setup: (mock: MockPusher) => mock.authorize(() => ({ status: 403 })) } },
  play: async ({ canvas }) => {
    await canvas.findByText('You may not see who is here.')
  },
}

/** While reconnecting the old set stays, dimmed, with the reason. */
export const Outage: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await waitFor(() => expect(context.canvas.getAllByRole('listitem').length).toBeGreaterThan(2))
    mock.outage()
    await context.canvas.findByText('Reconnecting')
    await expect(context.canvas.getAllByRole('listitem').length).toBeGreaterThan(2)
  },
}

/** A member says that they are away, by a client event. */
export const Away: Story = {
  args: { activityEvent: 'client-activity', max: 10 },
  parameters: { pusher: { setup: () => {} } },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await context.canvas.findByText('Only you')
    const ana = mock.join(channel, { id: 'ana', info: { name: 'Ana Novak' } })
    await context.canvas.findByText('Ana Novak')
    ana.trigger('client-activity', { idle: true })
    await waitFor(() => expect(context.canvasElement.querySelector('[data-idle]')).toHaveTextContent('AN'))
  },
}
