import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { userEvent } from 'storybook/test'
import { Connection } from '../../../examples/docs/hooks/usePusherConnection.tsx'

const meta = {
  title: 'Hooks/usePusherConnection',
  component: Connection,
  parameters: { layout: 'padded', pusher: { latency: 21 } },
} satisfies Meta<typeof Connection>

export default meta
type Story = StoryObj<typeof meta>

/** The socket is lost and reconnects. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 4000, network: 'outage' },
          { after: 3000, network: 'connected' },
          { after: 3000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** Connected, lost, and reconnected with the button. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('connected')
    mock.outage()
    await canvas.findByText('connecting')
    const now = await canvas.findByRole('button', { name: 'Try now' })
    now.focus()
    mock.restore()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText(/^Reconnects: 1, attempts: \d+$/)
  },
}

/** A wrong key: Pusher rejects it, and there is no further attempt until a request. */
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
