import type { Meta, StoryObj } from '@storybook/react-vite'
import { BroadcasterStatus } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { documented } from '../docs-blocks/documented.ts'
import { reportStates } from '../Monitoring/report-states.ts'
import { everyBackend, failedOver, healthyBackends } from '../Monitoring/sample-reports.ts'

const route = '/admin/broadcaster-status'
const states = reportStates({ route, body: failedOver, text: 'self_hosted' })

const meta = {
  title: 'Components/BroadcasterStatus',
  component: BroadcasterStatus,
  args: { maw: 520 },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof BroadcasterStatus>

export default meta
type Story = StoryObj<typeof meta>

const [outOfQuota, failing] = failedOver.broadcasters
const noneLeft = {
  ...failedOver,
  available_broadcasters: 0,
  broadcasters: [outOfQuota, failing].filter((backend) => backend !== undefined),
}

/** Change the props in the controls. */
const casts = { healthy: healthyBackends, 'failed over': failedOver, loading: null }

export const Configurator: Story = {
  args: { data: failedOver },
  argTypes: documented('BroadcasterStatus', {
    data: { control: 'inline-radio', options: Object.keys(casts), mapping: casts },
  }),
}

/** The first backend is active, the second is ready. */
export const Healthy: Story = { args: { data: healthyBackends } }
/** Two backends are not available, and the third one is active. Each state has a shape and a word. */
export const FailedOver: Story = { args: { data: failedOver } }
/** Nothing is sent until a backend recovers. Stored events are sent then. */
export const NoneLeft: Story = { args: { data: noneLeft } }
/** Each event is published to every backend. */
export const ToAll: Story = { args: { data: everyBackend } }
/** The placeholder has about the height of the report. */
export const Loading: Story = { args: { data: null } }

/** The first backend runs out of quota, the next one takes over, and the first one recovers: a change every 3 s. */
export const Lively: Story = {
  args: { interval: 3000 },
  parameters: {
    pusher: {
      setup(mock: MockPusher) {
        for (let round = 0; round < 30; round += 1) {
          mock.http({ route, status: 200, body: healthyBackends, times: 1 })
          mock.http({ route, status: 200, body: failedOver, times: 1 })
        }
        mock.http({ route, status: 200, body: healthyBackends })
      },
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('Active')
    await canvas.findByText(/Out of quota/, undefined, { timeout: 6000 })
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
