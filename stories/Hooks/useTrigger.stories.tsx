import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockMessageHandlers } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AddTodo, AskAgent } from '../../examples/docs/hooks/useTrigger.tsx'
import { withQueryClient } from '../Recipes/withQueryClient.tsx'

const meta = {
  title: 'Hooks/useTrigger and useSendMessage',
  component: AddTodo,
  decorators: [withQueryClient],
  parameters: { layout: 'padded' },
} satisfies Meta<typeof AddTodo>

export default meta
type Story = StoryObj<typeof meta>

/** Sent without a connection: it waits, and goes out once after the reconnect. */
export const Demo: Story = {
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
    mock.restore()
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Title' })).toHaveValue(''), {
      timeout: 4000,
    })
  },
}

const messages: MockMessageHandlers = {
  question: ({ payload }) =>
    (payload as { text: string }).text === '' ? { status: 422, error: 'Ask something' } : undefined,
}

/** A message means what the server's handler makes of it. */
export const Message: Story = {
  render: () => <AskAgent userId="42" />,
  parameters: { pusher: { messages } },
  play: async ({ canvas }) => {
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await canvas.findByRole('button', { name: 'Asked' })
  },
}
