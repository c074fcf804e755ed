import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const channel = 'presence-arena'
let mock: MockPusher
beforeEach(() => {
  mock = createMockPusher({ app: { presenceMembers: 1001 }, user: { id: 'me', info: { name: 'Mia' } } })
})
afterEach(() => {
  cleanup()
  mock.dispose()
})

describe('OnlineUsers with a thousand members', () => {
  it('takes them in as they join over the wire, mounts only those on the screen, and lets them go', async () => {
    render(
      <MantineProvider env="test">
        <PusherProvider {...mock.provider}>
          <OnlineUsers channel={channel} variant="list" h={400} />
        </PusherProvider>
      </MantineProvider>,
    )
    await mock.subscribed(channel)
    const members = []
    for (let index = 0; index < 1000; index += 1) {
      members.push(mock.join(channel, { id: `user-${index}`, info: { name: `User ${index}` } }))
      if (index % 100 === 99) await new Promise(requestAnimationFrame)
    }
    await screen.findByText('1001 online')
    expect(screen.getAllByRole('listitem').length).toBeLessThan(50)
    expect(() => mock.join(channel, { id: 'late' })).toThrow(/over capacity: 1001 members at most/)
    for (const member of members) member.leave()
    await waitFor(() => expect(screen.getByText('Only you')).toBeTruthy(), { timeout: 4000 })
  }, 30_000)
})
