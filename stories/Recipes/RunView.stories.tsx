import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, waitFor } from 'storybook/test'
import { runChannels as channels, RunView } from '../../examples/recipes/RunView.tsx'

function step(mock: MockPusher, thread_id: string, event_type: string, status: string) {
  mock.trigger('private-admin', 'admin_event', { type: 'run_event', data: { thread_id, event_type, status } })
}

function write(mock: MockPusher, thread_id: string, ...lines: string[]) {
  for (const text of lines) mock.trigger('private-logs', 'log', { thread_id, text })
}

const meta = {
  title: 'Recipes/Admin view of a run',
  component: RunView,
  args: { thread: 'onboarding-8f2' },
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      provider: { channels },
      setup: (mock: MockPusher) => {
        write(mock, 'report-22', 'Asking the warehouse', '1 204 rows')
        step(mock, 'onboarding-8f2', 'run_started', 'running')
        write(mock, 'onboarding-8f2', 'Run started by Mia', 'GET /profiles/8f2 → 200 in 84 ms')
        step(mock, 'onboarding-8f2', 'node_fetch_profile', 'completed')
        write(mock, 'onboarding-8f2', 'Drafting the welcome letter')
      },
    },
  },
} satisfies Meta<typeof RunView>

export default meta
type Story = StoryObj<typeof meta>

/** The run continues in a loop. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          {
            after: 700,
            channel: 'private-logs',
            event: 'log',
            data: (round: number) => ({
              thread_id: 'onboarding-8f2',
              text: `Reading page ${round + 1} of the handbook`,
            }),
          },
          {
            after: 700,
            channel: 'private-logs',
            event: 'log',
            data: (round: number) => ({
              thread_id: 'onboarding-8f2',
              level: round % 5 === 4 ? 'warn' : 'info',
              text: round % 5 === 4 ? 'Slow answer: 2.1 s' : `${210 + round} words`,
            }),
          },
          {
            after: 900,
            channel: 'private-admin',
            event: 'admin_event',
            data: (round: number) => ({
              type: 'run_event',
              data: { thread_id: 'onboarding-8f2', event_type: `page_${round + 1}`, status: 'running' },
            }),
          },
        ],
        repeat: true,
      },
    },
  },
}

/** The run continues: a step, some lines, the end. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    const run = await canvas.findByRole('article', { name: 'onboarding-8f2' })
    await mock.subscribed('private-logs')
    await mock.subscribed('private-admin')
    step(mock, 'onboarding-8f2', 'node_draft_email', 'completed')
    write(mock, 'onboarding-8f2', 'Letter of 214 words', '\u001b[32mSent\u001b[0m to mia@example.com')
    step(mock, 'onboarding-8f2', 'run_finished', 'completed')
    await waitFor(() => expect(run).toHaveAttribute('data-phase', 'succeeded'))
    await canvas.findByText(/to mia@example.com/)
    await expect(canvas.queryByText('Asking the warehouse')).not.toBeInTheDocument()
  },
}

export const NotAnAdmin: Story = {
  parameters: {
    pusher: {
      provider: { onError: () => {} },
      setup: (mock: MockPusher) => mock.authorize(() => false),
    },
  },
  play: async ({ canvas }) => {
    // Until its own denial arrives, the viewer may show that of its channel.
    await canvas.findByText('Only admins see runs.')
  },
}
