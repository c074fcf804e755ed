import { Group, Text, Title } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, waitFor } from 'storybook/test'
import { clientOf, TwoPeople as Apps } from '../two-people.tsx'
import { pageChannels as channels, WhoIsWatching } from '../../examples/recipes/WhoIsWatching.tsx'

const channel = 'presence-page-=2forders=2f42'
const person = (name: string) => ({ id: name, info: { name } })

const meta = {
  title: 'Recipes/Who is watching',
  component: WhoIsWatching,
  args: { path: '/orders/42' },
  parameters: {
    layout: 'padded',
    pusher: { channels, provider: { channels }, user: person('Mia') },
  },
  render: (args) => (
    <>
      <Group justify="space-between" mih={40}>
        <Title order={3}>Order 42</Title>
        <WhoIsWatching {...args} />
      </Group>
      <Text>Any page: an order, a document, a ticket.</Text>
    </>
  ),
} satisfies Meta<typeof WhoIsWatching>

export default meta
type Story = StoryObj<typeof meta>

/** Users open the same page, and leave. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 800, channel, join: person('Ana') },
          { after: 2500, channel, join: person('Bruno') },
          { after: 3000, channel, leave: 'Ana' },
          { after: 5000, channel, leave: 'Bruno' },
          { after: 4000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

const [anaAtHome, brunoAtHome] = [person('Ana'), person('Bruno')]

/** Ana and Bruno look at the same page. Bruno loses the connection, and returns. */
export const TwoPeople: Story = {
  parameters: {
    pusher: {
      script: {
        channel,
        steps: [
          { after: 5000, run: (mock: MockPusher) => clientOf(mock, brunoAtHome).disconnect() },
          { after: 6000, run: (mock: MockPusher) => clientOf(mock, brunoAtHome).connect() },
        ],
        repeat: true,
      },
    },
  },
  render: (args, context) => (
    <Apps mock={mockPusherOf(context)} people={[anaAtHome, brunoAtHome]} provider={{ channels }} height={190}>
      {() => (
        <>
          <Group justify="space-between" mih={40}>
            <Title order={3}>Order 42</Title>
            <WhoIsWatching {...args} />
          </Group>
          <Text>Any page: an order, a document, a ticket.</Text>
        </>
      )}
    </Apps>
  ),
}

export const Played: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.join(channel, person('Ana'))
    await context.canvas.findByText('Ana is here, too')
    mock.join(channel, person('Bruno'))
    await context.canvas.findByText('Ana and Bruno are here, too')
  },
}

export const NobodyElse: Story = {
  play: async (context) => {
    await mockPusherOf(context).subscribed(channel)
    await waitFor(() => expect(context.canvas.queryByText(/here, too/)).not.toBeInTheDocument())
  },
}
