import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockMessageHandlers, MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { ContentGeneration, studioChannels as channels } from '../../examples/recipes/ContentGeneration.tsx'
import { withQueryClient } from './withQueryClient.tsx'

const channel = 'private-studio-42'
const tides = { task_id: 'tides', title: 'Why there are tides' }
const comets = { task_id: 'comets', title: 'Comets' }

const messages: MockMessageHandlers = {
  generate: ({ payload, publish }) => {
    const { title } = payload as { title: string }
    publish('progress.updated', { task_id: title, title, progress: 0 })
  },
}

const meta = {
  title: 'Recipes/Content generation',
  component: ContentGeneration,
  args: { userId: '42' },
  decorators: [withQueryClient],
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      messages,
      provider: { channels },
      setup: (mock: MockPusher) => {
        mock.trigger(channel, 'progress.updated', { ...tides, progress: 100 })
        mock.trigger(channel, 'content.generated', { ...tides, url: 'https://example.com/tides' })
        mock.trigger(channel, 'progress.updated', { ...comets, progress: 20, error: 'The model is busy.' })
      },
    },
  },
} satisfies Meta<typeof ContentGeneration>

export default meta
type Story = StoryObj<typeof meta>

/** One text is ready, one failed, and a third is asked for and grows. */
export const Lively: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await canvas.findByRole('link', { name: 'Open' })
    canvas.getByRole('textbox', { name: /Topic/ }).focus()
    await userEvent.keyboard('Volcanoes{Enter}')
    const task = within(await canvas.findByRole('group', { name: 'Volcanoes' }))
    for (const progress of [30, 65]) {
      mock.trigger(channel, 'progress.updated', { task_id: 'Volcanoes', title: 'Volcanoes', progress })
      await waitFor(() =>
        expect(task.getByRole('progressbar')).toHaveAttribute('aria-valuenow', String(progress)),
      )
    }
  },
}

/** Asked for without a connection: it says so, and goes out later. */
export const Offline: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByRole('link', { name: 'Open' })
    mock.outage()
    await userEvent.type(canvas.getByRole('textbox', { name: /Topic/ }), 'Volcanoes{Enter}')
    await canvas.findByText(/You are offline/)
  },
}
