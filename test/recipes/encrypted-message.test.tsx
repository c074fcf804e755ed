import 'react-pusher-kit/mock/vitest'
import { act, render, screen } from '@testing-library/react'
import { PusherProvider, usePusherEvents } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

function Diary() {
  const notes = usePusherEvents<{ text: string }>('private-encrypted-diary', 'note')
  return <p>{notes.map(({ text }) => text).join()}</p>
}

it('an encrypted message is read by the user and by nobody on the wire', async () => {
  const mock = createMockPusher()
  render(
    <PusherProvider {...mock.provider}>
      <Diary />
    </PusherProvider>,
  )
  await act(() => mock.subscribed('private-encrypted-diary'))
  mock.trigger('private-encrypted-diary', 'note', { text: 'dear diary' })
  expect(await screen.findByText('dear diary')).toBeVisible()
  expect(mock).toHaveReceived('note', {
    data: { nonce: expect.any(String) as string, ciphertext: expect.any(String) as string },
  })
  mock.dispose()
})
