import 'react-pusher-kit/mock/vitest'
import { fireEvent, render, screen } from '@testing-library/react'
import { PusherProvider, usePresence, useTyping } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

function Composer() {
  const { status } = usePresence('presence-room')
  const { typing, setTyping } = useTyping('presence-room')
  return (
    <>
      <input aria-label="message" disabled={status !== 'subscribed'} onChange={() => setTyping(true)} />
      <p>{typing.map(({ id }) => `${id} is typing`).join()}</p>
    </>
  )
}

it('twenty key strokes cost one client event, and others are seen typing', async () => {
  const mock = createMockPusher({ user: { id: 'ada' } })
  render(
    <PusherProvider {...mock.provider}>
      <Composer />
    </PusherProvider>,
  )
  const input = screen.getByRole('textbox', { name: 'message' })
  await mock.subscribed('presence-room')
  expect(await screen.findByRole('textbox')).toBeEnabled()

  for (let stroke = 1; stroke <= 20; stroke++)
    fireEvent.change(input, { target: { value: 'x'.repeat(stroke) } })
  await mock.settled()
  expect(mock).toHaveSent('client-typing', { channel: 'presence-room', times: 1 })
  expect(mock).not.toHaveReceived('pusher:error')

  mock.join('presence-room', { id: 'bob' }).trigger('client-typing', { typing: true })
  expect(await screen.findByText('bob is typing')).toBeVisible()
  mock.dispose()
})
