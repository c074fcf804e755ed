import type { Meta, StoryObj } from '@storybook/react-vite'
import { LogViewer } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import type { MockPusherParameters } from 'react-pusher-kit/storybook'
import { expect, waitFor } from 'storybook/test'
import { channels } from '../channels.ts'
import { answerHistory, publishLines } from './log-channel.ts'
import { sampleLine } from './sample-log.ts'

/** Lines that are in the history from the start. */
const stored = 300

const meta = {
  title: 'Components/LogViewer/On a channel',
  component: LogViewer,
  args: { channel: 'logs', event: 'log', height: 440, defaultUtc: true },
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      setup: (mock: MockPusher) => publishLines(mock, 1, stored),
    } satisfies MockPusherParameters,
  },
} satisfies Meta<typeof LogViewer>

export default meta
type Story = StoryObj<typeof meta>

const pusher = (parameters: MockPusherParameters) => ({ pusher: parameters })
const denied = (): Response => Response.json({ error: 'forbidden' }, { status: 403 })

/** A few lines a second. */
export const Live: Story = {
  parameters: pusher({
    script: {
      steps: [{ after: 400, channel: 'logs', event: 'log', data: (round) => sampleLine(stored + 1 + round) }],
      repeat: true,
    },
  }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Live')).toBeVisible()
    // The demo goes on meanwhile, so the test asks for no exact count.
    const shown = () => Number.parseInt(canvas.getByText(/^\d+ lines$/).textContent, 10)
    await waitFor(() => expect(shown()).toBeGreaterThan(stored), { timeout: 30_000 })
  },
}

/** Four thousand lines a second: the viewer paints ten times a second, and shows this. */
export const RushHour: Story = {
  parameters: pusher({
    script: {
      channel: 'logs',
      steps: [{ after: 50, run: (mock, round) => publishLines(mock, stored + 1 + round * 200, 200) }],
      repeat: true,
    },
  }),
}

/** For as long as somebody may look at it: else the request is given up after ten seconds. */
const patient = { auth: { timeout: 3_600_000 } }

export const Loading: Story = {
  parameters: pusher({
    provider: (mock) => ({ ...answerHistory(() => new Promise<never>(() => {}))(mock), ...patient }),
  }),
}

export const NothingYet: Story = { parameters: pusher({ setup: () => {} }) }

/** Pusher is down: the lines stay, and the banner shows the age of the newest one. */
export const Reconnecting: Story = {
  parameters: pusher({
    script: {
      channel: 'logs',
      steps: [{ run: (mock) => publishLines(mock, 301, 3) }, { network: 'outage' }],
    },
  }),
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('Connection lost. Reconnecting…', {}, { timeout: 30_000 }),
    ).toBeVisible()
  },
}

/** Published during the outage, and fetched afterwards: no line is missing. */
export const Healed: Story = {
  parameters: pusher({
    script: {
      channel: 'logs',
      steps: [{ run: (mock) => mock.drop() }, { run: (mock) => publishLines(mock, 301, 500) }],
    },
  }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('800 lines', {}, { timeout: 30_000 })).toBeVisible()
  },
}

/** Lines that cannot be fetched leave a marker with a button to retry. */
export const Gap: Story = {
  parameters: pusher({
    provider: answerHistory((url) => (url.searchParams.has('after') ? denied() : undefined)),
    script: {
      channel: 'logs',
      steps: [
        { run: (mock) => mock.drop() },
        { run: (mock) => publishLines(mock, 301, 120) },
        { after: 1500, run: (mock) => publishLines(mock, 421, 2) },
      ],
    },
  }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/missing here/, {}, { timeout: 30_000 })).toBeVisible()
  },
}

export const HistoryDenied: Story = {
  parameters: pusher({
    provider: answerHistory(denied),
    script: { channel: 'logs', steps: [{ run: (mock) => publishLines(mock, 301, 12) }] },
  }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You may not read the history')
  },
}

export const HistoryFailed: Story = {
  parameters: pusher({ provider: answerHistory(() => Response.json({}, { status: 500 })) }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
