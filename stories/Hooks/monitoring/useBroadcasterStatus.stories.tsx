import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { Backends } from '../../../examples/docs/hooks/useBroadcasterStatus.tsx'
import { failedOver } from '../../Monitoring/sample-reports.ts'

const route = '/admin/broadcaster-status'

const meta = {
  title: 'Hooks/useBroadcasterStatus',
  component: Backends,
  parameters: {
    layout: 'padded',
    pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 200, body: failedOver }) },
  },
} satisfies Meta<typeof Backends>

export default meta
type Story = StoryObj<typeof meta>

/** A response of the app's server. */
export const Live: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText(/limit_reached/)
  },
}

/** The user is not an admin. */
export const Denied: Story = {
  parameters: { pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 403 }) } },
  play: async ({ canvas }) => {
    await canvas.findByText(/403/)
  },
}
