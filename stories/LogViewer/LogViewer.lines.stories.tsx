import type { Meta, StoryObj } from '@storybook/react-vite'
import { createEventLog, type WritableEventLog } from 'react-pusher-kit'
import { LogViewer } from 'react-pusher-kit/mantine'
import { expect, within } from 'storybook/test'
import { press } from '../press.ts'
import { appendSamples, sampleLine } from './sample-log.ts'

const meta = {
  title: 'Components/LogViewer/Unusual lines',
  component: LogViewer,
  args: { height: 440, defaultUtc: true },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof LogViewer>

export default meta
type Story = StoryObj<typeof meta>

const day = 86_400_000

function append(log: WritableEventLog, seq: number, text: string, timestamp: number): void {
  log.append({ seq, event: 'log', data: { text, level: 'info', thread_id: 'server' }, timestamp })
}

const timeOf = (seq: number): number => Date.parse(sampleLine(seq).timestamp)

function longLog(): WritableEventLog {
  const log = createEventLog()
  appendSamples(log, 1, 40)
  append(log, 41, `query ${'SELECT name, price FROM items WHERE '.repeat(1400)}`, timeOf(41))
  appendSamples(log, 42, 46)
  return log
}

/** A line of 50 kB takes a few rows, and a button shows all of it. */
export const LongLine: Story = {
  args: { log: longLog() },
  play: async ({ canvas }) => {
    await press(await canvas.findByRole('button', { name: 'Show all 50,406 characters' }))
    const line = (await canvas.findByRole('button', { name: 'Show less' })).closest('[role="listitem"]')
    await press(within(line as HTMLElement).getByRole('button', { name: 'Show less' }))
    await expect(await canvas.findByRole('button', { name: /^Show all/ })).toBeVisible()
  },
}

function oldLog(): WritableEventLog {
  const log = createEventLog()
  append(log, 1, 'the clock of this host was not set yet', timeOf(1) - 365 * day)
  appendSamples(log, 2, 400)
  return log
}

/** A line whose clock is far off is counted at the edge of the histogram, and has its date. */
export const OldLine: Story = {
  args: { log: oldLog() },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('1 earlier')).toBeVisible()
  },
}

function nightLog(): WritableEventLog {
  const log = createEventLog()
  for (let seq = 1; seq <= 20; seq += 1) append(log, seq, sampleLine(seq).text, timeOf(1) + (seq / 20) * day)
  return log
}

/** Above the first line of a day is its date. */
export const NextDay: Story = {
  args: { log: nightLog() },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('2026-11-22')).toBeVisible()
  },
}
