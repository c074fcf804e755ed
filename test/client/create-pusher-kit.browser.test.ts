import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, test, vi } from 'vitest'

test('trap 10: the same kit runs on the web build of pusher-js, in a real browser', async () => {
  const mock = createMockPusher()
  const kit = createPusherKit(mock.provider)
  const heard = vi.fn()
  const members = kit.presence('presence-room')
  kit.listen('private-a', 'e', heard)
  members.subscribe(() => {})
  await mock.subscribed('private-a')
  await mock.subscribed('presence-room')
  mock.join('presence-room', { id: 'ana' })
  await kit.trigger('private-a', 'e', { n: 1 })
  await kit.trigger('presence-room', 'client-x', {})
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
  await vi.waitFor(() => expect(members.getSnapshot().count).toBe(2))
  expect(await kit.connection.measureLatency()).toBeGreaterThanOrEqual(0)
  mock.drop({ code: 1006 })
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(false))
  expect(kit.client?.connection.state).toBe('connected')
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), 4000)
  expect(kit.connection.getSnapshot().stats.reconnections).toBe(1)
  kit.dispose()
  mock.dispose()
})
