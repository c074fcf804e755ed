import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
import { clientOf, type Person, TwoPeople as Apps } from '../two-people.tsx'
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

const anaAndBruno: readonly [Person, Person] = [{ id: 'ana', info: { name: 'Ana' } }, bruno]
const dialogue = [
  'Is the kettle on?',
  'It is. Two minutes.',
  'I have brought biscuits.',
  'The ones with lemon?',
  'The very same.',
  'On my way.',
]
const speaker = (round: number) => anaAndBruno[round % 2] ?? bruno

/** Ana and Bruno, each in a browser of their own. Write in one of them. */
export const TwoPeople: Story = {
  parameters: {
    pusher: {
      setup: (mock: MockPusher) => {
        say(mock, 'Bruno', 'Is anybody still at the office?')
        say(mock, 'Ana', 'I am, until six.')
      },
      script: {
        channel,
        steps: [
          {
            after: 1500,
            run: (mock: MockPusher, round: number) =>
              void clientOf(mock, speaker(round))
                .channel(channel)
                ?.trigger('client-typing', { typing: true }),
          },
          {
            after: 1800,
            run: (mock: MockPusher, round: number) => {
              clientOf(mock, speaker(round)).channel(channel)?.trigger('client-typing', { typing: false })
              say(mock, speaker(round).info.name, dialogue[round % dialogue.length] ?? '')
            },
          },
        ],
        repeat: true,
      },
    },
  },
  render: (args, context) => (
    <Apps mock={mockPusherOf(context)} people={anaAndBruno} provider={{ channels }} height={500}>
      {() => <Chat {...args} />}
    </Apps>
  ),
}

/** What one writes, the other sees. */
export const TwoPeoplePlayed: Story = {
  ...TwoPeople,
  parameters: { pusher: { script: [] } },
  play: async ({ canvas }) => {
    const ana = within(canvas.getByRole('region', { name: 'Ana' }))
    const other = within(canvas.getByRole('region', { name: 'Bruno' }))
    await waitFor(() => expect(ana.getByRole('button', { name: 'Send' })).toBeEnabled())
    await other.findByText('I am, until six.')
    await press(ana.getByRole('textbox', { name: 'Message' }), 'Tea?')
    await other.findByText('Ana is typing', { selector: '[title]' })
    await userEvent.keyboard('{Enter}')
    await within(other.getByRole('log')).findByText('Tea?')
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
