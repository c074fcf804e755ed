import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { MockMessageHandlers } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'
import { ContentGeneration, taskChannels as channels } from '../../examples/recipes/ContentGeneration.tsx'
import { refusing, renderOnPage } from './on-page.tsx'

const channel = 'private-user-42'
const tides = { task_id: 't1', kind: 'Tides', status: 'running', message: '' }
const ready = { task_id: 't1', status: 'completed', url: 'https://studio.test/tides' }

/** A worker that begins what it is asked for. */
const messages: MockMessageHandlers = {
  generate: ({ payload, publish }) => {
    publish('progress.updated', { ...tides, ...(payload as { kind: string }), percent: 0 })
  },
}

const task = () => within(screen.getByRole('group', { name: 'Tides' }))
const percent = () => task().getByRole('progressbar').getAttribute('aria-valuenow')

it('a text is asked for, grows and is ready', async () => {
  const mock = renderOnPage(<ContentGeneration userId="42" />, { channels, messages })
  await act(() => mock.subscribed(channel))
  await userEvent.type(screen.getByRole('textbox', { name: /Topic/ }), 'Tides{Enter}')
  await screen.findByRole('group', { name: 'Tides' })
  expect(percent()).toBe('0')
  expect(task().getByText('0%')).toBeVisible()
  mock.trigger(channel, 'progress.updated', { ...tides, percent: 60 })
  await expect.poll(percent).toBe('60')
  mock.trigger(channel, 'content.generated', ready)
  expect(await task().findByRole('link', { name: 'Open' })).toHaveAttribute(
    'href',
    'https://studio.test/tides',
  )
})

it('what finished while the page was away is there when it is back', async () => {
  const mock = renderOnPage(<ContentGeneration userId="42" />, {
    channels,
    prepare: (prepared) => prepared.trigger(channel, 'progress.updated', { ...tides, percent: 10 }),
  })
  await screen.findByRole('group', { name: 'Tides' })
  act(() => mock.outage())
  mock.trigger(channel, 'progress.updated', { ...tides, percent: 100 })
  mock.trigger(channel, 'content.generated', ready)
  mock.restore({ reconnect: 'now' })
  expect(await screen.findByRole('link', { name: 'Open' }, { timeout: 30_000 })).toBeVisible()
  await expect.poll(percent).toBe('100')
})

it('a failure says why and can be tried again', async () => {
  const mock = renderOnPage(<ContentGeneration userId="42" />, { channels, messages })
  await act(() => mock.subscribed(channel))
  mock.trigger(channel, 'progress.updated', {
    ...tides,
    percent: 30,
    status: 'failed',
    message: 'The model is busy',
  })
  expect(await screen.findByText('The model is busy')).toBeVisible()
  await userEvent.click(task().getByRole('button', { name: 'Try again' }))
  await expect.poll(() => screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

it('what cannot be started says so', async () => {
  const mock = renderOnPage(<ContentGeneration userId="42" />, {
    channels,
    prepare: (prepared) => ({ fetch: refusing(prepared, '/message', 429) }),
  })
  await act(() => mock.subscribed(channel))
  await userEvent.type(screen.getByRole('textbox', { name: /Topic/ }), 'Tides{Enter}')
  await expect.poll(() => screen.getByRole('status').textContent).toContain('could not be started')
})
