import { expect, it, vi } from 'vitest'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture({ user: { id: 'me' } })
const room = 'presence-room'

/** Two listeners, of which the first stops the second; what was called. */
function pair(listen: (handler: () => void) => () => void) {
  const called: string[] = []
  listen(() => {
    called.push('first')
    stop()
  })
  const stop = listen(() => called.push('second'))
  return called
}

it('a listener of a member’s coming that another stopped is called no more', async () => {
  const kit = on.kit()
  const store = kit.presence(room)
  const called = pair((handler) => store.onJoin(handler))
  await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1))
  on.mock.join(room, { id: 'ana' })
  await vi.waitFor(() => expect(called).toEqual(['first']))
  await on.mock.settled()
  expect(called).toEqual(['first'])
})

it('a listener of a user’s event that another stopped is called no more', async () => {
  const kit = on.kit()
  kit.user.signIn()
  const called = pair((handler) => kit.user.on('note', handler))
  await vi.waitFor(() => expect(kit.user.getSnapshot().status).toBe('signed-in'))
  // The channel of the user is subscribed to after the sign-in.
  await on.mock.settled()
  on.mock.sendToUser('me', 'note', {})
  await vi.waitFor(() => expect(called).toEqual(['first']))
  await on.mock.settled()
  expect(called).toEqual(['first'])
})

it('a listener of every event of a channel that another stopped is called no more', async () => {
  const kit = on.kit()
  const called = pair((handler) => kit.listen('news', handler))
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'a', {})
  await vi.waitFor(() => expect(called).toEqual(['first']))
  await on.mock.settled()
  expect(called).toEqual(['first'])
})

it('a listener of the connection that another stopped is called no more', async () => {
  const kit = on.kit()
  const called = pair((handler) => kit.connection.subscribe(handler))
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true))
  expect(called).toContain('first')
  expect(called).not.toContain('second')
})
