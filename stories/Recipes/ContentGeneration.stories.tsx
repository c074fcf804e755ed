import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockMessageHandlers, MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
import { ContentGeneration, taskChannels as channels } from '../../examples/recipes/ContentGeneration.tsx'
import { withQueryClient } from './withQueryClient.tsx'

const channel = 'private-user-42'
function progress(kind: string, percent: number, status = 'running', message = '') {
  return { task_id: kind, kind, percent, status, message }
}

const messages: MockMessageHandlers = {
  generate: ({ payload, publish }) => {
    publish(
      'progress.updated',
      progress((payload as { kind: string }).kind, 0, 'running', 'Waiting for a worker'),
    )
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
        mock.trigger(channel, 'progress.updated', progress('Why there are tides', 90))
        mock.trigger(channel, 'content.generated', {
          task_id: 'Why there are tides',
          status: 'completed',
          url: 'https://example.com/tides',
        })
        mock.trigger(channel, 'progress.updated', progress('Comets', 20, 'failed', 'The model is busy.'))
      },
    },
  },
} satisfies Meta<typeof ContentGeneration>

export default meta
type Story = StoryObj<typeof meta>

const subjects = ['Volcanoes', 'The water cycle', 'Bees']
const subjectOf = (round: number) => subjects[round % subjects.length] ?? 'Bees'

/** A text grows and finishes, then the next one. Request one yourself. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          ...[0, 15, 40, 70, 95].map((percent) => ({
            after: 900,
            channel,
            event: 'progress.updated',
            data: (round: number) => progress(subjectOf(round), percent, 'running', 'Writing'),
          })),
          {
            after: 900,
            channel,
            event: 'content.generated',
            data: (round: number) => ({
              task_id: subjectOf(round),
              status: 'completed',
              url: 'https://example.com/text',
            }),
          },
        ],
        repeat: true,
      },
    },
  },
}

/** One text is finished, one failed, and a third is requested and grows. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await canvas.findByRole('link', { name: 'Open' })
    canvas.getByRole('textbox', { name: /Topic/ }).focus()
    await userEvent.keyboard('Volcanoes{Enter}')
    const task = within(await canvas.findByRole('group', { name: 'Volcanoes' }))
    for (const percent of [30, 65]) {
      mock.trigger(channel, 'progress.updated', progress('Volcanoes', percent, 'running', 'Writing'))
      await waitFor(() =>
        expect(task.getByRole('progressbar')).toHaveAttribute('aria-valuenow', String(percent)),
      )
    }
  },
}

/** Requested without a connection: the page shows it, and the request is sent later. */
export const Offline: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByRole('link', { name: 'Open' })
    mock.outage()
    await press(canvas.getByRole('textbox', { name: /Topic/ }), 'Volcanoes{Enter}')
    await canvas.findByText(/You are offline/)
  },
}
