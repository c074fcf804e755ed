import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockMessageHandlers, MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent } from 'storybook/test'
import { press } from '../press.ts'
import { Quiz, quizChannels as channels } from '../../examples/recipes/Quiz.tsx'
import { withQueryClient } from './withQueryClient.tsx'

const channel = 'presence-quiz-friday'
const question = {
  id: 'q1',
  text: 'Which planet has the shortest day?',
  choices: ['Earth', 'Jupiter', 'Saturn', 'Mars'],
}

/** The quiz's server: who is right gets ten points, and everybody is told. */
const messages: MockMessageHandlers = {
  answer: ({ payload, publish }) => {
    const { choice } = payload as { choice: string }
    const scores = [
      { id: 'ana', name: 'Ana', points: 40 },
      { id: 'mia', name: 'Mia', points: choice === 'Jupiter' ? 30 : 20 },
      { id: 'bruno', name: 'Bruno', points: 10 },
    ]
    publish('result', { question: question.id, right: 'Jupiter', scores })
  },
}

const meta = {
  title: 'Recipes/Quiz',
  component: Quiz,
  args: { quiz: 'friday' },
  decorators: [withQueryClient],
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      messages,
      provider: { channels },
      user: { id: 'mia', info: { name: 'Mia' } },
      setup: (mock: MockPusher) => {
        mock.join(channel, { id: 'ana', info: { name: 'Ana' } })
        mock.join(channel, { id: 'bruno', info: { name: 'Bruno' } })
      },
    },
  },
} satisfies Meta<typeof Quiz>

export default meta
type Story = StoryObj<typeof meta>

const others = [
  question,
  { id: 'q2', text: 'Which moon has an atmosphere?', choices: ['Io', 'Titan', 'Europa', 'Luna'] },
  { id: 'q3', text: 'What is the Sun?', choices: ['A planet', 'A comet', 'A star'] },
]
const solutions = ['Jupiter', 'Titan', 'A star']

function asked(round: number) {
  return { ...others[round % others.length], id: `q${round}` }
}

function resultOf(round: number) {
  const scores = [
    { id: 'ana', name: 'Ana', points: 10 * round },
    { id: 'mia', name: 'Mia', points: 10 * Math.floor(round / 2) },
  ]
  return { question: `q${round}`, right: solutions[round % solutions.length], scores }
}

/** Questions appear and are resolved. Answer in time. */
export const Live: Story = {
  parameters: {
    pusher: {
      messages: { answer: () => {} },
      script: {
        steps: [
          { after: 800, channel, event: 'question', data: (round: number) => asked(round) },
          { after: 6000, channel, event: 'result', data: (round: number) => resultOf(round) },
          { after: 3000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** A question appears, the keyboard answers it, and the scores follow. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    await canvas.findByText(/Here already: 3/)
    mock.trigger(channel, 'question', question)
    await canvas.findByRole('heading', { name: question.text })
    await userEvent.tab()
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Jupiter' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Right!')
    await canvas.findByRole('cell', { name: 'You' })
  },
}

export const Waiting: Story = {}

/** Pusher is down while the answer is given: it is sent after the reconnect. */
export const Reconnecting: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.trigger(channel, 'question', question)
    const choice = await canvas.findByRole('button', { name: 'Saturn' })
    mock.outage()
    await press(choice)
    await canvas.findByText('Answered. Wait for the others.')
    // Too late: the first answer decides.
    await press(canvas.getByRole('button', { name: 'Jupiter' }))
    mock.restore({ reconnect: 'now' })
    await canvas.findByText('It was Jupiter.', {}, { timeout: 30_000 })
    await expect(choice).toHaveTextContent('Saturnchosen')
    await expect(canvas.getByRole('button', { name: 'Jupiter' })).toHaveTextContent('Jupiterright')
  },
}
