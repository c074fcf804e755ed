import { render, screen } from '@testing-library/react'
import { PusherProvider, usePusherChannel } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

function Inbox() {
  const { status, error } = usePusherChannel('private-user-42')
  return <p>{error ? `Sorry: ${error.message}` : status}</p>
}

it('a denied private channel is an error that the user can read', async () => {
  const mock = createMockPusher()
  mock.authorize(() => ({ status: 403, error: 'not your channel' }))
  render(
    <PusherProvider {...mock.provider}>
      <Inbox />
    </PusherProvider>,
  )
  expect(await screen.findByText(/^Sorry: .*not your channel/)).toBeVisible()
  mock.dispose()
})
