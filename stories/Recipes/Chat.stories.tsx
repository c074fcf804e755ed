import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
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

const bruno = { id: 'bruno', info: { name: 'Bruno' } }
const talk = [
  'Is the kettle on?',
  'I have brought biscuits.',
  'The ones with lemon.',
  'Two minutes, I am on the stairs.',
]

/** Bruno types and writes continuously. Answer him. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 800, channel, join: bruno },
          { after: 1200, channel, event: 'client-typing', from: 'bruno', data: { typing: true } },
          {
            after: 1800,
            channel,
            event: 'message',
            data: (round: number) => ({ from: 'bruno', name: 'Bruno', text: talk[round % talk.length] }),
          },
          { channel, event: 'client-typing', from: 'bruno', data: { typing: false } },
          { after: 4000, channel, leave: 'bruno' },
        ],
        repeat: true,
      },
    },
  },
}

/** Bruno types and answers; the play function uses the keyboard only. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const other = mock.join(channel, bruno)
    const messages = within(canvas.getByRole('log'))
    await messages.findByText('I am, until six.')

    const field = canvas.getByRole('textbox', { name: 'Message' })
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBeEnabled())
    field.focus()
    await userEvent.keyboard('Shall I put the kettle on?{Enter}')
    await messages.findByText('Shall I put the kettle on?')
    await waitFor(() => expect(field).toHaveValue(''))

    other.trigger('client-typing', { typing: true })
    await canvas.findByText('Bruno is typing', { selector: '[title]' })
    other.trigger('client-typing', { typing: false })
    say(mock, 'Bruno', 'Yes, please. Two minutes.')
    await messages.findByText('Yes, please. Two minutes.')
  },
}

/** Pusher is down: the message waits in the input and is sent after the reconnect. */
export const Reconnecting: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBeEnabled())
    mock.outage()
    await press(canvas.getByRole('textbox', { name: 'Message' }), 'Hello?{Enter}')
    await expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveValue('Hello?')
  },
}
