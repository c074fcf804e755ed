import { act, screen } from '@testing-library/react'
import type { MockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'
import { runChannels as channels, RunView } from '../../examples/recipes/RunView.tsx'
import { renderOnPage } from './on-page.tsx'

function work(mock: MockPusher, thread_id: string, event_type: string, status: string) {
  mock.trigger('private-admin', 'admin_event', { type: 'run_event', data: { thread_id, event_type, status } })
  mock.trigger('private-logs', 'log', { thread_id, text: `${thread_id} ${event_type}` })
}

it('the steps and the lines of one run, from the history and live', async () => {
  const mock = renderOnPage(<RunView thread="build-9" />, {
    channels,
    prepare: (prepared) => {
      work(prepared, 'build-8', 'run_started', 'running')
      work(prepared, 'build-9', 'run_started', 'running')
    },
  })
  const run = await screen.findByRole('article', { name: 'build-9' })
  expect(screen.queryByRole('article', { name: 'build-8' })).not.toBeInTheDocument()
  await act(() => mock.subscribed('private-admin'))
  work(mock, 'build-9', 'run_finished', 'completed')
  await expect.poll(() => run.dataset['phase']).toBe('succeeded')
  expect(screen.getByText('Live')).toBeInTheDocument()
})

it('who is no admin is told so', async () => {
  renderOnPage(<RunView thread="build-9" />, {
    channels,
    prepare: (mock) => {
      mock.authorize(() => false)
      return { onError: () => {} }
    },
  })
  expect(await screen.findByText('Only admins see runs.')).toBeVisible()
  expect(screen.queryByRole('article')).not.toBeInTheDocument()
})
