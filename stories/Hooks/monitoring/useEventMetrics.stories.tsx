import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { MostFrequent } from '../../../examples/docs/hooks/useEventMetrics.tsx'
import { sampleMetrics } from '../../Monitoring/sample-reports.ts'

const route = '/api/v1/pusher/metrics'

const meta = {
  title: 'Hooks/useEventMetrics',
  component: MostFrequent,
  parameters: {
    layout: 'padded',
    pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 200, body: sampleMetrics('24h') }) },
  },
} satisfies Meta<typeof MostFrequent>

export default meta
type Story = StoryObj<typeof meta>

/** An answer of the app's server. */
export const Live: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText(/progress.updated/)
  },
}

/** The user is no admin. */
export const Denied: Story = {
  parameters: { pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 403 }) } },
  play: async ({ canvas }) => {
    await canvas.findByText(/403/)
  },
}
