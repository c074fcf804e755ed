import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { MockMessageHandlers, MockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'
import { Quiz, quizChannels as channels } from '../../examples/recipes/Quiz.tsx'
import { refusing, renderOnPage } from './on-page.tsx'

const channel = 'presence-quiz-friday'
const capital = { id: 'q1', text: 'Capital of Slovenia?', choices: ['Zagreb', 'Ljubljana', 'Bled'] }
const river = { id: 'q2', text: 'Which river runs through it?', choices: ['Sava', 'Ljubljanica'] }
const ask = (mock: MockPusher, question: typeof capital) => mock.trigger(channel, 'question', question)

/** The server of the quiz: ten points for the right answer, told when all have answered. */
const messages: MockMessageHandlers = {
  answer: ({ user, payload, publish }) => {
    const { question, choice } = payload as { question: string; choice: string }
    const scores = [
      { id: 'bob', name: 'Bob', points: 20 },
      { id: String(user.id), name: 'Ada', points: choice === 'Ljubljana' ? 10 : 0 },
    ]
    publish('result', { question, right: 'Ljubljana', scores })
  },
}

it('a question is answered by keyboard, and the leaderboard follows', async () => {
  const mock = renderOnPage(<Quiz quiz="friday" />, { channels, messages })
  expect(await screen.findByText(/has not begun/)).toBeVisible()
  await act(() => mock.subscribed(channel))
  ask(mock, capital)
  const choice = await screen.findByRole('button', { name: 'Ljubljana' })
  choice.focus()
  await userEvent.keyboard('{Enter}')
  expect(choice).toHaveAttribute('aria-pressed', 'true')
  expect(await screen.findByText('Right!')).toBeVisible()
  const rows = within(screen.getByRole('table', { name: 'Scores' })).getAllByRole('row')
  expect(rows.map(({ textContent }) => textContent)).toEqual(['NamePoints', 'Bob20', 'You10'])

  ask(mock, river)
  expect(await screen.findByRole('button', { name: 'Sava' })).toHaveAttribute('aria-pressed', 'false')
})

it('the first answer decides, and what was chosen and what is right can be told without colour', async () => {
  const sent: unknown[] = []
  const mock = renderOnPage(<Quiz quiz="friday" />, {
    channels,
    messages: { answer: ({ payload }) => void sent.push(payload) },
    prepare: (prepared) => ask(prepared, capital),
  })
  await act(() => mock.subscribed(channel))
  const [zagreb, ljubljana, bled] = await screen.findAllByRole('button')
  await userEvent.click(bled as HTMLElement)
  await userEvent.click(ljubljana as HTMLElement)
  expect(screen.getByRole('status')).toHaveTextContent('Answered. Wait for the others.')
  expect(ljubljana).toHaveAttribute('aria-disabled', 'true')
  expect(bled).toHaveTextContent('Bledchosen')
  mock.trigger(channel, 'result', { question: 'q1', right: 'Ljubljana', scores: [] })
  expect(await screen.findByText('It was Ljubljana.')).toBeVisible()
  const marks = [zagreb, ljubljana, bled].map((choice) => choice?.textContent)
  expect(marks).toEqual(['Zagreb', 'Ljubljanaright', 'Bledchosen'])
  expect(sent).toEqual([{ question: 'q1', choice: 'Bled' }])
})

it('who comes late sees the question and the scores at once', async () => {
  renderOnPage(<Quiz quiz="friday" />, {
    channels,
    prepare: (mock) => {
      ask(mock, capital)
      mock.trigger(channel, 'result', { question: 'q1', right: 'Ljubljana', scores: [] })
      ask(mock, river)
    },
  })
  expect(await screen.findByRole('heading', { name: river.text })).toBeVisible()
  expect(screen.getByRole('table')).toBeVisible()
})

it('an answer that the server refuses can be given again', async () => {
  renderOnPage(<Quiz quiz="friday" />, {
    channels,
    messages,
    prepare: (mock) => {
      ask(mock, capital)
      return { fetch: refusing(mock, '/message', 409) }
    },
  })
  const choice = await screen.findByRole('button', { name: 'Bled' })
  await userEvent.click(choice)
  await expect.poll(() => screen.getByRole('status').textContent).toContain('did not arrive')
  expect(choice).toHaveAttribute('aria-pressed', 'false')
})
