import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockMessageHandlers } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { userEvent, waitFor, expect } from 'storybook/test'
import { AskAgent } from '../../../examples/docs/hooks/useSendMessage.tsx'
import { withQueryClient } from '../../Recipes/withQueryClient.tsx'

/** Replaces the handler on the app's server. */
const messages: MockMessageHandlers = {
  question: ({ payload }) =>
    (payload as { text: string }).text === '' ? { status: 422, error: 'Ask something' } : undefined,
}

const meta = {
  title: 'Hooks/useSendMessage',
  component: AskAgent,
  args: { userId: '42' },
  decorators: [withQueryClient],
  parameters: { layout: 'padded', pusher: { messages } },
} satisfies Meta<typeof AskAgent>

export default meta
type Story = StoryObj<typeof meta>

/** Send a question: the server's handler accepts it. It rejects an empty one. */
export const Live: Story = {}

/** Sent without a connection: it waits, and is sent once after the reconnect. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.settled()
    mock.outage()
    const question = canvas.getByRole('textbox', { name: 'Question' })
    question.focus()
    await userEvent.keyboard('What is left to do?{Enter}')
    await waitFor(() => expect(canvas.getByRole('button')).toHaveAttribute('data-loading'))
    mock.restore({ reconnect: 'now' })
    await waitFor(() => expect(question).toHaveValue(''), { timeout: 30_000 })
  },
}

/** The handler rejects the message. */
export const Refused: Story = {
  play: async ({ canvas }) => {
    canvas.getByRole('button', { name: 'Ask the agent' }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByRole('alert')
  },
}
