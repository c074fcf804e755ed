import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { expect, waitFor, within } from 'storybook/test'
import { App } from '../examples/getting-started/src/App.tsx'
import { channels } from './channels.ts'
import { publishLines } from './LogViewer/log-channel.ts'
import { sampleLine } from './LogViewer/sample-log.ts'
import { press } from './press.ts'
import { Healed as HealedDemo } from './StartHere/Healed.tsx'
import { OneConnection as OneConnectionDemo } from './StartHere/OneConnection.tsx'
import { WithoutNetwork as WithoutNetworkDemo } from './StartHere/WithoutNetwork.tsx'

const stored = 60
const perRound = 20

const meta = {
  title: 'Start here',
  component: App,
  // Seen on the page only: the sidebar begins with the page itself.
  tags: ['!dev'],
  parameters: {
    layout: 'fullscreen',
    pusher: {
      channels,
      provider: { channels },
      setup: (mock: MockPusher) => publishLines(mock, 1, stored),
    },
  },
} satisfies Meta<typeof App>

export default meta
type Story = StoryObj<typeof meta>

const first = (round: number) => stored + 1 + round * perRound

/** A test run streams in; the connection is lost for three seconds, and what was written meanwhile is fetched. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        channel: 'logs',
        steps: [
          ...Array.from({ length: 12 }, (_, index) => ({
            after: 500,
            channel: 'logs',
            event: 'log',
            data: (round: number) => sampleLine(first(round) + index),
          })),
          { after: 500, network: 'outage' },
          {
            after: 1500,
            run: (mock: MockPusher, round: number) => publishLines(mock, first(round) + 12, perRound - 12),
          },
          { after: 1500, network: 'connected' },
          { after: 2500, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
  play: async ({ canvas }) => {
    // The demo goes on meanwhile, so the test asks for no exact count.
    const shown = () => Number.parseInt(canvas.getByText(/^\d+ lines$/).textContent, 10)
    await waitFor(() => expect(shown()).toBeGreaterThan(stored), { timeout: 30_000 })
  },
}

type Canvas = ReturnType<typeof within>

/** By the keyboard: the demo is paused, and shows its next step. */
async function nextStep(canvas: Canvas): Promise<void> {
  await press(canvas.getByRole('button', { name: 'Next step' }))
  await expect(canvas.getByRole('button', { name: 'Play' })).toBeVisible()
}

const noScript = { pusher: {} }

export const OneConnection: Story = {
  parameters: noScript,
  render: () => <OneConnectionDemo />,
  play: async ({ canvas }) => {
    const [each, one, kit] = ['pusher-js, a client each', 'pusher-js, one client', 'react-pusher-kit'].map(
      (name) => within(canvas.getByRole('group', { name })),
    ) as [Canvas, Canvas, Canvas]
    await press(canvas.getByRole('button', { name: 'Pause' }))
    await each.findByText('2 connections')
    await kit.findByText('1 connection')
    await nextStep(canvas)
    await each.findByText('2 connections')
    await nextStep(canvas)
    for (const way of [each, one, kit]) await way.findByText('B: 1 event')
    await nextStep(canvas)
    await nextStep(canvas)
    for (const way of [each, kit]) await way.findByText('B: 2 events')
    await one.findByText('B: 1 event, 1 lost')
    await one.findByText('1 connection')
    await kit.findByText('1 connection')
    await nextStep(canvas)
    // From the beginning again.
    await nextStep(canvas)
    await kit.findByText('A: 0 events')
  },
}

export const Healed: Story = {
  parameters: noScript,
  render: () => <HealedDemo />,
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: 'Pause' }))
    await canvas.findByText('Connected')
    for (let step = 1; step <= 3; step += 1) await nextStep(canvas)
    await waitFor(() => expect(canvas.getAllByText('live')).toHaveLength(3))
    await nextStep(canvas)
    await canvas.findByText('Not connected')
    for (let step = 1; step <= 3; step += 1) await nextStep(canvas)
    await expect(canvas.getAllByText('missing')).toHaveLength(3)
    await nextStep(canvas)
    await waitFor(() => expect(canvas.getAllByText('fetched')).toHaveLength(3))
    await canvas.findByText('Connected')
  },
}

export const WithoutNetwork: Story = {
  parameters: noScript,
  render: () => <WithoutNetworkDemo />,
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: 'Pause' }))
    await canvas.findByText('online')
    for (let step = 1; step <= 2; step += 1) await nextStep(canvas)
    await canvas.findByText('1 paid')
    for (let step = 1; step <= 2; step += 1) await nextStep(canvas)
    await canvas.findByText('offline')
    for (let step = 1; step <= 3; step += 1) await nextStep(canvas)
    await canvas.findByText('online')
    await expect(canvas.getAllByText('✓')).toHaveLength(8)
  },
}
