import { render, screen } from '@testing-library/react'
import { PusherProvider, usePresence } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

function Room() {
  const { members } = usePresence('presence-room')
  return <p>{members.map(({ id }) => id).join(' and ')}</p>
}

it('a second user joins and leaves', async () => {
  const mock = createMockPusher({ user: { id: 'ada' } })
  render(
    <PusherProvider {...mock.provider}>
      <Room />
    </PusherProvider>,
  )
  expect(await screen.findByText('ada')).toBeVisible()

  const bob = mock.join('presence-room', { id: 'bob', info: { name: 'Bob' } })
  expect(await screen.findByText('ada and bob')).toBeVisible()

  bob.leave()
  expect(await screen.findByText('ada')).toBeVisible()
  mock.dispose()
})
