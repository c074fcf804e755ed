import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Chat, chatChannels as channels } from '../../examples/recipes/Chat.tsx'
import { withQueryClient } from './withQueryClient.tsx'

const channel = 'presence-chat-tea'

function say(mock: MockPusher, name: string, text: string) {
  mock.trigger(channel, 'message', { from: name.toLowerCase(), name, text })
}

const meta = {
  title: 'Recipes/Chat',
  component: Chat,
  args: { room: 'tea' },
  decorators: [withQueryClient],
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      provider: { channels },
      user: { id: 'mia', info: { name: 'Mia' } },
      setup: (mock: MockPusher) => {
        say(mock, 'Bruno', 'Is anybody still at the office?')
        say(mock, 'Mia', 'I am, until six.')
      },
    },
  },
} satisfies Meta<typeof Chat>

export default meta
type Story = StoryObj<typeof meta>

/** Bruno types and answers; everything here is done by keyboard. */
export const Lively: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const bruno = mock.join(channel, { id: 'bruno', info: { name: 'Bruno' } })
    const messages = within(canvas.getByRole('log'))
    await messages.findByText('I am, until six.')

    const field = canvas.getByRole('textbox', { name: 'Message' })
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBeEnabled())
    field.focus()
    await userEvent.keyboard('Shall I put the kettle on?{Enter}')
    await messages.findByText('Shall I put the kettle on?')
    await waitFor(() => expect(field).toHaveValue(''))

    bruno.trigger('client-typing', { typing: true })
    await canvas.findByText('Bruno is typing', { selector: '[title]' })
    bruno.trigger('client-typing', { typing: false })
    say(mock, 'Bruno', 'Yes, please. Two minutes.')
    await messages.findByText('Yes, please. Two minutes.')
  },
}

/** Pusher is down: the message waits in the field and goes out once the connection is back. */
export const Reconnecting: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBeEnabled())
    mock.outage()
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Hello?{Enter}')
    await expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveValue('Hello?')
  },
}
