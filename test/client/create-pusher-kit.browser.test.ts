import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, vi } from 'vitest'

it('trap 10: the same kit runs on the web build of pusher-js, in a real browser', async () => {
  const mock = createMockPusher()
  const kit = createPusherKit(mock.provider)
  const received = vi.fn()
  const members = kit.presence('presence-room')
  kit.listen('private-a', 'e', received)
  members.subscribe(() => {})
  await mock.subscribed('private-a')
  await mock.subscribed('presence-room')
  mock.join('presence-room', { id: 'ana' })
  await kit.trigger('private-a', 'e', { n: 1 })
  await kit.trigger('presence-room', 'client-x', {})
  await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1))
  await vi.waitFor(() => expect(members.getSnapshot().count).toBe(2))
  expect(await kit.connection.measureLatency()).toBeGreaterThanOrEqual(0)
  // The first try comes after half a second.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
  mock.drop({ code: 1006 })
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(false))
  expect(kit.client?.connection.state).toBe('connected')
  random.mockRestore()
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), 4000)
  expect(kit.connection.getSnapshot().stats.reconnections).toBe(1)
  kit.dispose()
  mock.dispose()
})
