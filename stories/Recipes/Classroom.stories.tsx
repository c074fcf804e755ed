import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { classChannels as channels, Classroom } from '../../examples/recipes/Classroom.tsx'

const channel = 'presence-class-7b'
const roster = ['Ana', 'Bruno', 'Chiara', 'Dmitri', 'Emre', 'Fatima', 'Goran', 'Mia'].map((name) => ({
  id: name.toLowerCase(),
  name,
}))

function sit(mock: MockPusher, id: string) {
  return mock.join(channel, { id, info: { name: id, role: 'student' } })
}

const meta = {
  title: 'Recipes/Classroom',
  component: Classroom,
  args: { classId: '7b', roster },
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      provider: { channels },
      user: { id: 'mia', info: { name: 'Mia', role: 'student' } },
      setup: (mock: MockPusher) => {
        mock.join(channel, { id: 'weber', info: { name: 'Ms Weber', role: 'teacher' } })
        for (const id of ['ana', 'chiara', 'fatima']) sit(mock, id)
      },
    },
  },
} satisfies Meta<typeof Classroom>

export default meta
type Story = StoryObj<typeof meta>

/** Students join late, ask, and leave. Raise your hand. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 1000, channel, join: { id: 'bruno', info: { name: 'Bruno', role: 'student' } } },
          { after: 1500, channel, event: 'client-hand', from: 'bruno', data: { up: true } },
          { after: 1000, channel, event: 'client-hand', from: 'ana', data: { up: true } },
          { after: 2000, channel, event: 'client-hand', from: 'bruno', data: { up: false } },
          { after: 1000, channel, join: { id: 'goran', info: { name: 'Goran', role: 'student' } } },
          { after: 2000, channel, event: 'client-hand', from: 'ana', data: { up: false } },
          { channel, leave: 'bruno' },
          { channel, leave: 'goran' },
          { after: 4000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** Bruno joins late and raises a hand; so does Mia, with the keyboard. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText(/4 of 8 here, with Ms Weber/)
    sit(mock, 'bruno').trigger('client-hand', { up: true })
    await canvas.findByText(/5 of 8 here/)
    await waitFor(() => expect(canvas.getByText('Bruno').closest('li')).toHaveTextContent('Has a question'))
    await userEvent.tab()
    await expect(canvas.getByRole('checkbox', { name: 'Raise my hand' })).toHaveFocus()
    await userEvent.keyboard(' ')
    await waitFor(() => expect(canvas.getByText('Mia').closest('li')).toHaveTextContent('Has a question'))
  },
}

export const Reconnecting: Story = {
  play: async (context) => {
    await context.canvas.findByText(/4 of 8 here/)
    mockPusherOf(context).outage()
    await context.canvas.findByText(/Reconnecting/)
  },
}

export const Denied: Story = {
  parameters: {
    pusher: {
      provider: { onError: () => {} },
      setup: (mock: MockPusher) => mock.authorize(() => false),
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('You are not in this class.')
  },
}
