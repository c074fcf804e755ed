import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, vi } from 'vitest'

it('the kit runs in Node, without a window', async () => {
  expect(typeof window).toBe('undefined')
  const mock = createMockPusher()
  const kit = createPusherKit(mock.provider)
  const reported = vi.fn()
  const store = kit.presence('presence-room')
  store.subscribe(reported)
  await mock.subscribed('presence-room')
  for (let n = 0; n < 5; n += 1) mock.join('presence-room', { id: n })
  await vi.waitFor(() => expect(store.getSnapshot().count).toBe(6))
  expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, online: true })
  expect(reported).toHaveBeenCalled()
  kit.dispose()
  mock.dispose()
})
