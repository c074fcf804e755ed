import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { Usage } from '../../../examples/docs/hooks/useUsage.tsx'
import { sampleUsage } from '../../Monitoring/sample-reports.ts'

const route = '/api/v1/pusher/usage'

const meta = {
  title: 'Hooks/useUsage',
  component: Usage,
  parameters: {
    layout: 'padded',
    pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 200, body: sampleUsage(128_400) }) },
  },
} satisfies Meta<typeof Usage>

export default meta
type Story = StoryObj<typeof meta>

/** A response of the app's server. */
export const Live: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText(/128,400 of 200,000/)
  },
}

/** The user is not an admin. */
export const Denied: Story = {
  parameters: { pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 403 }) } },
  play: async ({ canvas }) => {
    await canvas.findByText(/403/)
  },
}
