import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AddTodo } from '../../../examples/docs/hooks/useTrigger.tsx'
import { withQueryClient } from '../../Recipes/withQueryClient.tsx'

const meta = {
  title: 'Hooks/useTrigger',
  component: AddTodo,
  decorators: [withQueryClient],
  parameters: { layout: 'padded' },
} satisfies Meta<typeof AddTodo>

export default meta
type Story = StoryObj<typeof meta>

/** The connection is lost for a while: items added meanwhile wait. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 4000, network: 'outage' },
          { after: 5000, network: 'connected' },
          { after: 2000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** Sent without a connection: it waits, and is sent once after the reconnect. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.settled()
    mock.outage()
    await userEvent.tab()
    await userEvent.keyboard('Feed the cat')
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Waiting for the connection')
    mock.restore({ reconnect: 'now' })
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Title' })).toHaveValue(''), {
      timeout: 30_000,
    })
  },
}
