import type { Meta, StoryObj } from '@storybook/react-vite'
import { LatencyHistory } from 'react-pusher-kit/mantine'
import { expect, userEvent } from 'storybook/test'
import { documented } from '../docs-blocks/documented.ts'
import { sampleLatency } from '../Monitoring/sample-reports.ts'

const meta = {
  title: 'Components/LatencyHistory',
  component: LatencyHistory,
  args: { maw: 520 },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof LatencyHistory>

export default meta
type Story = StoryObj<typeof meta>

const hour = sampleLatency()
const away = [...hour, { at: Date.now(), ms: null }]

/** Play with the props in the controls. */
const casts = { 'an hour': hour, 'connection lost': away, 'not measured': [], loading: null }

export const Configurator: Story = {
  args: { data: hour },
  argTypes: documented('LatencyHistory', {
    data: { control: 'inline-radio', options: Object.keys(casts), mapping: casts },
  }),
}

/** The connection was lost for five minutes: the line has a gap there. */
export const AnHour: Story = { args: { data: hour } }
/** The connection is lost at present. */
export const ConnectionLost: Story = { args: { data: away } }
/** A single round trip is a dot. */
export const OneRoundTrip: Story = { args: { data: hour.slice(0, 1) } }
/** Before the first measurement. */
export const NotMeasured: Story = { args: { data: [] } }
/** Of about the same height as the plot. */
export const Loading: Story = { args: { data: null } }

/** The arrow keys move between round trips, and say their time. */
export const Keyboard: Story = {
  args: { data: hour },
  play: async ({ canvas }) => {
    const plot = canvas.getByRole('slider', { name: 'Latency over time' })
    plot.focus()
    await userEvent.keyboard('{Home}{ArrowRight}')
    await expect(plot).toHaveAttribute('aria-valuenow', '2')
    await expect(plot.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d:\d\d: \d+\sms$/)
  },
}

/** Without `data` it measures the connection, here every second over a slow network. */
export const Lively: Story = {
  args: { latencyInterval: 1000 },
  parameters: {
    pusher: { latency: [10, 60] },
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('slider')
  },
}
