import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { App } from '../examples/getting-started/src/App.tsx'
import { channels } from './channels.ts'
import { publishLines } from './LogViewer/log-channel.ts'
import { sampleLine } from './LogViewer/sample-log.ts'

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
    await canvas.findByText(`${stored} lines`)
    await canvas.findByText(`${stored + 2} lines`, undefined, { timeout: 30_000 })
  },
}
