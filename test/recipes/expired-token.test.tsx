import { render, screen } from '@testing-library/react'
import { PusherProvider, usePusherChannel } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

function Inbox() {
  return <p>{usePusherChannel('private-user-42').status}</p>
}

it('an expired token is refreshed once, and the user sees nothing of it', async () => {
  const mock = createMockPusher()
  const tokens: (string | null)[] = []
  mock.authorize(({ token }) => {
    tokens.push(token)
    return token === 'fresh' ? true : { status: 401, error: 'token expired' }
  })
  render(
    <PusherProvider {...mock.provider} auth={{ getToken: ({ refresh }) => (refresh ? 'fresh' : 'stale') }}>
      <Inbox />
    </PusherProvider>,
  )
  expect(await screen.findByText('subscribed')).toBeVisible()
  expect(tokens).toEqual(['stale', 'fresh'])
  mock.dispose()
})
