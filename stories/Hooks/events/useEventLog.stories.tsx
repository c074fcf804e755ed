import type { Meta, StoryObj } from '@storybook/react-vite'
import { defineChannels, type } from 'react-pusher-kit/channels'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { userEvent } from 'storybook/test'
import { BuildLog } from '../../../examples/docs/hooks/useEventLog.tsx'

const channel = 'private-build'
const channels = defineChannels({
  [channel]: { events: { line: type<{ text: string }>() }, persist: true },
})

function write(mock: MockPusher, ...lines: string[]) {
  for (const text of lines) mock.trigger(channel, 'line', { text })
}

const meta = {
  title: 'Hooks/useEventLog',
  component: BuildLog,
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      provider: { channels },
      setup: (mock: MockPusher) =>
        write(mock, ...Array.from({ length: 24 }, (_, index) => `step ${index + 1}`)),
    },
  },
} satisfies Meta<typeof BuildLog>

export default meta
type Story = StoryObj<typeof meta>

/** Eight steps are published, and the connection is lost between them. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: Array.from({ length: 8 }, (_, place) => [
        { after: 900, channel, event: 'line', data: { text: `live step ${place + 1}` } },
        { after: 900, run: (mock: MockPusher) => (place === 3 ? mock.drop() : undefined) },
      ]).flat(),
    },
  },
}

/** The newest twenty lines of the history, then live ones; older ones on request. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('20 lines')
    await mock.subscribed(channel)
    write(mock, 'step 25')
    await canvas.findByText('21 lines')
    canvas.getByRole('button', { name: 'Older' }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('25 lines')
  },
}

/** Three lines are published while the page is disconnected; they are fetched after the reconnect. */
export const Healed: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('20 lines')
    await mock.subscribed(channel)
    mock.outage()
    await canvas.findByText('offline')
    write(mock, 'while', 'you', 'were away')
    mock.restore({ reconnect: 'now' })
    await canvas.findByText('23 lines', {}, { timeout: 30_000 })
  },
}
