import type { Meta, StoryObj } from '@storybook/react-vite'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { type MockScript, mockPusherOf, type ScriptStep } from 'react-pusher-kit/storybook'
import { expect, waitFor } from 'storybook/test'
import { channels } from '../channels.ts'
import { people } from './people.ts'

const channel = 'presence-room'
const newcomers = people(14).slice(7)

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
    pusher: {
      channels,
      user: { id: 'me', info: { name: 'Mia Weber' } },
      setup: (mock: MockPusher) => letIn(mock, 6),
    },
  },
} satisfies Meta<typeof OnlineUsers>

export default meta
type Story = StoryObj<typeof meta>

/** Seven members join one by one, then leave in the same order, in a loop. */
const comingAndGoing: MockScript = {
  repeat: true,
  steps: [
    ...newcomers.map(({ id, info }): ScriptStep => ({ after: 900, channel, join: { id, info } })),
    ...newcomers.map(({ id }): ScriptStep => ({ after: 900, channel, leave: id })),
  ],
}

/** Members join and leave continuously. */
export const Lively: Story = {
  args: { variant: 'list', w: 300, h: 420 },
  parameters: { pusher: { script: comingAndGoing } },
  play: async ({ canvas }) => {
    await canvas.findByText('7 online')
    await canvas.findByText('9 online', undefined, { timeout: 30_000 })
  },
}

export const Joining: Story = {
  parameters: { pusher: { latency: 60_000 } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading who is here')).toBeInTheDocument()
  },
}

/** Without appKey and client, there is never a connection. */
export const NotConfigured: Story = {
  parameters: { pusher: { provider: { appKey: null } } },
  play: async ({ canvas }) => {
    await canvas.findByText('Pusher is not configured.')
  },
}

export const Denied: Story = {
  parameters: { pusher: { setup: (mock: MockPusher) => mock.authorize(() => ({ status: 403 })) } },
  play: async ({ canvas }) => {
    await canvas.findByText('You may not see who is here.')
  },
}

/** While reconnecting, the previous members stay, dimmed, with the reason. */
export const Outage: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await waitFor(() => expect(context.canvas.getAllByRole('listitem').length).toBeGreaterThan(2))
    mock.outage()
    await context.canvas.findByText('Reconnecting')
    await expect(context.canvas.getAllByRole('listitem').length).toBeGreaterThan(2)
  },
}

/** A member reports that they are away, with a client event. */
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
