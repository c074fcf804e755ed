import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, fn, waitFor } from 'storybook/test'
import { type Todo, Todos } from '../../examples/docs/hooks/usePusherQuery.tsx'
import { withQueryClient } from '../Recipes/withQueryClient.tsx'

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

/** An event adds to what was fetched. */
export const Demo: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await context.canvas.findByText('Water the plants')
    mock.trigger(channel, 'added', { id: '2', title: 'Feed the cat', done: false })
    await context.canvas.findByText('Feed the cat')
    await expect(context.args.fetchTodos).toHaveBeenCalledTimes(1)
  },
}

/** After an outage the query is fetched again, once. */
export const AfterAnOutage: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await context.canvas.findByText('Water the plants')
    mock.drop()
    await waitFor(() => expect(context.args.fetchTodos).toHaveBeenCalledTimes(2))
  },
}
