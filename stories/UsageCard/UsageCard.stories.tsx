import type { Meta, StoryObj } from '@storybook/react-vite'
import { UsageCard } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { expect, waitFor } from 'storybook/test'
import { documented } from '../docs-blocks/documented.ts'
import { reportStates } from '../Monitoring/report-states.ts'
import { sampleUsage } from '../Monitoring/sample-reports.ts'

const route = '/api/v1/pusher/usage'
const states = reportStates({ route, body: sampleUsage(64_200), text: '64,200' })

const meta = {
  title: 'Components/UsageCard',
  component: UsageCard,
  args: { maw: 520 },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof UsageCard>

export default meta
type Story = StoryObj<typeof meta>

const known = sampleUsage(64_200)
const deliveriesUnknown = { ...known, messages: { ...known.messages, deliveries_known: false } }

/** Change the props in the controls. */
const casts = {
  healthy: sampleUsage(64_200),
  'near the limit': sampleUsage(171_300),
  'limit reached': sampleUsage(231_900),
  loading: null,
}

export const Configurator: Story = {
  args: { data: sampleUsage(64_200) },
  argTypes: documented('UsageCard', {
    data: { control: 'inline-radio', options: Object.keys(casts), mapping: casts },
  }),
}

/** Far from the limit. */
export const Healthy: Story = { args: { data: sampleUsage(64_200) } }
/** From 80 percent of a limit, the card shows a warning in words, not by colour alone. */
export const NearLimit: Story = { args: { data: sampleUsage(171_300) } }
/** Above the limit, the bar is full and its marks move to the left. */
export const LimitReached: Story = { args: { data: sampleUsage(231_900) } }
/** Pusher's API does not report deliveries, so the count is a lower bound. */
export const DeliveriesUnknown: Story = { args: { data: deliveriesUnknown } }
/** Shown if the plan of the server has a price. */
export const WithPrice: Story = {
  args: { data: sampleUsage(64_200, { plan: 'Startup', cost_per_month_usd: 49 }) },
}
/** The placeholder has the height of the report. */
export const Loading: Story = { args: { data: null } }

/** A busy day: each second, the server reports 2 900 more messages, past the warning and the limit. */
export const Lively: Story = {
  args: { interval: 1000 },
  parameters: {
    pusher: {
      setup(mock: MockPusher) {
        for (let total = 140_000; total <= 214_000; total += 2900) {
          mock.http({ route, status: 200, body: sampleUsage(total), times: 1 })
        }
        mock.http({ route, status: 200, body: sampleUsage(215_000) })
      },
    },
  },
  play: async ({ canvas }) => {
    const meter = await canvas.findByRole('meter')
    const first = Number(meter.getAttribute('aria-valuenow'))
    await waitFor(() => expect(Number(meter.getAttribute('aria-valuenow'))).toBeGreaterThan(first), {
      timeout: 5000,
    })
  },
}

/** Without `data` it reads the report of the app's server. */
export const FromServer: Story = states.fromServer
/** The user is not an admin. */
export const Denied: Story = states.denied
/** The server fails, then responds. */
export const Failed: Story = states.failed
/** The last request failed: the report is from an earlier response. */
export const Stale: Story = states.stale
