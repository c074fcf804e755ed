import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { Chat, chatChannels as channels } from '../../examples/recipes/Chat.tsx'
import { refusing, renderOnPage } from './on-page.tsx'

const channel = 'presence-chat-tea'
const says = (text: string) => ({ from: 'bob', name: 'Bob', text })
const messages = () => within(screen.getByRole('log', { name: 'Messages' }))
const field = () => screen.getByRole('textbox', { name: 'Message' })

it('what was said before comes from the history, older pages on request', async () => {
  renderOnPage(<Chat room="tea" />, {
    channels,
    prepare: (mock) => {
      for (let line = 1; line <= 60; line++) mock.trigger(channel, 'message', says(`line ${line}`))
    },
  })
  expect(await messages().findByText('line 60')).toBeVisible()
  expect(messages().queryByText('line 10')).not.toBeInTheDocument()
  await userEvent.click(messages().getByRole('button', { name: 'Earlier messages' }))
  expect(await messages().findByText('line 1')).toBeVisible()
})

it('two people talk, and see each other typing', async () => {
  const mock = renderOnPage(<Chat room="tea" />, { channels })
  await act(() => mock.subscribed(channel))
  const bob = mock.join(channel, { id: 'bob', info: { name: 'Bob' } })
  bob.trigger('client-typing', { typing: true })
  expect(await screen.findByText('Bob is typing', { selector: '[title]' })).toBeVisible()

  await userEvent.type(field(), 'Tea?{Enter}')
  expect(await messages().findByText('Tea?')).toBeVisible()
  expect(messages().getAllByText('Tea?')).toHaveLength(1)
  expect(field()).toHaveValue('')
})

it('what is sent without a connection waits, and goes out once', async () => {
  const mock = renderOnPage(<Chat room="tea" />, { channels })
  await act(() => mock.subscribed(channel))
  act(() => mock.outage())
  await userEvent.type(field(), 'Hello?{Enter}')
  expect(field()).toHaveValue('Hello?')
  // Said by the other while this page was away.
  mock.trigger(channel, 'message', says('I am here'))
  mock.restore({ reconnect: 'now' })
  expect(await messages().findByText('Hello?', {}, { timeout: 30_000 })).toBeVisible()
  expect(messages().getByText('I am here')).toBeVisible()
  expect(field()).toHaveValue('')
})

it('what is sent before the channel is subscribed again is shown', async () => {
  const mock = renderOnPage(<Chat room="tea" />, { channels })
  await act(() => mock.subscribed(channel))
  act(() => mock.outage())
  await userEvent.type(field(), 'Hello?{Enter}')
  mock.http({ route: 'auth', delay: 2000, times: 1 })
  mock.restore({ reconnect: 'now' })
  expect(await messages().findByText('Hello?', {}, { timeout: 30_000 })).toBeVisible()
  expect(messages().getAllByText('Hello?')).toHaveLength(1)
})

it('a message that the server refuses stays in the field', async () => {
  const mock = renderOnPage(<Chat room="tea" />, {
    channels,
    prepare: (prepared) => ({ fetch: refusing(prepared, '/trigger') }),
  })
  await act(() => mock.subscribed(channel))
  await userEvent.type(field(), 'Tea?{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Not sent')
  expect(field()).toHaveValue('Tea?')
})
