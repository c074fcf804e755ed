import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { EventMetrics, type EventMetricsRange } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { expect, userEvent, within } from 'storybook/test'
import { documented } from '../docs-blocks/documented.ts'
import { reportStates } from '../Monitoring/report-states.ts'
import { sampleMetrics } from '../Monitoring/sample-reports.ts'
import { press } from '../press.ts'

const route = '/api/v1/pusher/metrics'
const states = reportStates({ route, body: sampleMetrics(), text: 'progress.updated' })

const meta = {
  title: 'Components/EventMetrics',
  component: EventMetrics,
  args: { maw: 640 },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof EventMetrics>

export default meta
type Story = StoryObj<typeof meta>

const empty = { ...sampleMetrics(), events: [], series: [] }
const many = {
  ...sampleMetrics('24h'),
  events: Array.from({ length: 10_000 }, (_, index) => ({
    event: `order.${index}.updated`,
    count: 10_000 - index,
    unique_users: index % 7,
  })),
}

/** Play with the props in the controls. */
const casts = {
  'an hour': sampleMetrics(),
  'a month': sampleMetrics('30d'),
  'no events': empty,
  loading: null,
}

export const Configurator: Story = {
  args: { data: sampleMetrics() },
  argTypes: documented('EventMetrics', {
    data: { control: 'inline-radio', options: Object.keys(casts), mapping: casts },
  }),
}

/** By the minute. */
export const AnHour: Story = { args: { data: sampleMetrics() } }
/** Half an hour a bar. */
export const ADay: Story = { args: { data: sampleMetrics('24h') } }
/** By the day (UTC). */
export const AMonth: Story = { args: { data: sampleMetrics('30d') } }
/** A server without shared counters counts what it did itself. */
export const OfOneServer: Story = { args: { data: { ...sampleMetrics(), shared: false } } }
/** The table shows the first 100 rows in the current order. */
export const TenThousandEvents: Story = { args: { data: many } }
/** Nothing was published in the range. */
export const Empty: Story = { args: { data: empty } }
/** Of about the same height as the report. */
export const Loading: Story = { args: { data: null } }

/** The arrow keys move between bars, and say their time and count. */
export const Keyboard: Story = {
  args: { data: sampleMetrics() },
  play: async ({ canvas }) => {
    const plot = canvas.getByRole('slider', { name: 'Events over time' })
    plot.focus()
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    await expect(plot).toHaveAttribute('aria-valuenow', '58')
    await expect(plot.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d: \d+ events$/)
  },
}

/** Sorted by name. */
export const Sorted: Story = {
  args: { data: sampleMetrics() },
  play: async ({ canvas }) => {
    const table = canvas.getByRole('table', { name: 'Events by name' })
    await press(within(table).getByRole('button', { name: 'Event' }))
    await expect(within(table).getAllByRole('rowheader')[0]).toHaveTextContent('client-typing')
  },
}

function OwnRange() {
  const [range, setRange] = useState<EventMetricsRange>('24h')
  return <EventMetrics maw={640} data={sampleMetrics(range)} range={range} onRangeChange={setRange} />
}

/** With `data`, `range` and `onRangeChange` the app decides what a range has. */
export const DataOfTheApp: Story = {
  render: () => <OwnRange />,
  play: async ({ canvas }) => {
    await press(canvas.getByRole('radio', { name: '24 h' }), '{ArrowRight}')
    await expect(canvas.getByRole('radio', { name: '7 d' })).toBeChecked()
  },
}

/** A server that publishes more with each request. */
export const Lively: Story = {
  args: { interval: 1000 },
  parameters: {
    pusher: {
      setup(mock: MockPusher) {
        for (let step = 0; step < 60; step += 1) {
          const metrics = sampleMetrics('1h', Date.now() + step * 60_000)
          const events = metrics.events.map((event) => ({ ...event, count: event.count + step * 17 }))
          mock.http({ route, status: 200, body: { ...metrics, events }, times: 1 })
        }
        mock.http({ route, status: 200, body: sampleMetrics() })
      },
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('progress.updated')
  },
}

/** Without `data` it reads the report of the app's server. */
export const FromServer: Story = states.fromServer
/** The user is no admin. */
export const Denied: Story = states.denied
/** The server fails, then answers. */
export const Failed: Story = states.failed
/** The last request failed: what is shown is an earlier answer. */
export const Stale: Story = states.stale

/** Days need a store with counters, and the server has none. */
export const WithoutDays: Story = {
  args: { defaultRange: '7d' },
  parameters: { pusher: { setup: (mock: MockPusher) => mock.http({ route, status: 400 }) } },
  play: async ({ canvas }) => {
    await canvas.findByText(/^Days need a store with counters/)
  },
}
