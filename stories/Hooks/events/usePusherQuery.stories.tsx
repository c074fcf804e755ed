import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, fn } from 'storybook/test'
import { type Todo, Todos } from '../../../examples/docs/hooks/usePusherQuery.tsx'
import { withQueryClient } from '../../Recipes/withQueryClient.tsx'

const channel = 'private-todos'
const stored: Todo[] = [{ id: '1', title: 'Water the plants', done: true }]

const meta = {
  title: 'Hooks/usePusherQuery',
  component: Todos,
  args: { fetchTodos: fn(() => Promise.resolve(stored)) },
  decorators: [withQueryClient],
  parameters: { layout: 'padded' },
} satisfies Meta<typeof Todos>

export default meta
type Story = StoryObj<typeof meta>

const chores = ['Feed the cat', 'Post the letter', 'Buy bread']

/** Three to-do items are added. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: chores.map((title, place) => ({
        after: 2500,
        channel,
        event: 'added',
        data: { id: `n${place}`, title, done: false },
      })),
    },
  },
}

/** An event adds to the fetched data. */
export const Played: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await context.canvas.findByText('Water the plants')
    mock.trigger(channel, 'added', { id: '2', title: 'Feed the cat', done: false })
    await context.canvas.findByText('Feed the cat')
    await expect(context.args.fetchTodos).toHaveBeenCalledTimes(1)
  },
}

let onServer = stored

/** The query is refetched once after an outage, and returns what was added meanwhile. */
export const AfterAnOutage: Story = {
  args: { fetchTodos: fn(() => Promise.resolve(onServer)) },
  beforeEach: () => {
    onServer = stored
  },
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await context.canvas.findByText('Water the plants')
    onServer = [...stored, { id: '2', title: 'Added meanwhile', done: false }]
    mock.drop()
    await context.canvas.findByText('Added meanwhile', undefined, { timeout: 30_000 })
    await expect(context.args.fetchTodos).toHaveBeenCalledTimes(2)
  },
}
