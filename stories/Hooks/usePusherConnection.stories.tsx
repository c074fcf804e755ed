import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { userEvent } from 'storybook/test'
import { Connection } from '../../examples/docs/hooks/usePusherConnection.tsx'

const meta = {
  title: 'Hooks/usePusherConnection',
  component: Connection,
  parameters: { layout: 'padded', pusher: { latency: 21 } },
} satisfies Meta<typeof Connection>

export default meta
type Story = StoryObj<typeof meta>

/** Connected, lost, and back by the button. */
export const Demo: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('connected')
    mock.outage()
    await canvas.findByText('connecting')
    mock.restore()
    const now = await canvas.findByRole('button', { name: 'Try now' })
    now.focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Reconnected 1 times')
  },
}

/** A wrong key: Pusher says so, and nothing is tried again until somebody asks. */
export const Refused: Story = {
  parameters: {
    pusher: {
      provider: { onError: () => {} },
      setup: (mock: MockPusher) => {
        mock.network = { connect: { code: 4001 } }
      },
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('disconnected')
    await canvas.findByText(/4001/)
  },
}
