import { createMockPusher, type MockFrame } from 'react-pusher-kit/mock'
import { vi } from 'vitest'

/** A story with everything random in it: latency, drops, members, an outage. Fake timers must be installed. */
export async function playScenario(seed: number): Promise<readonly MockFrame[]> {
  vi.setSystemTime(1_700_000_000_000)
  const mock = createMockPusher({ seed, latency: [5, 60] })
  const ada = mock.client({ user: { id: 'ada', info: { name: 'Ada' }, watchlist: ['bob'] } })
  ada.subscribe('presence-room')
  ada.subscribe('private-encrypted-diary')
  ada.signin()
  await mock.subscribed('presence-room')
  const bob = mock.join('presence-room', { id: 'bob' })
  mock.trigger('private-encrypted-diary', 'note', { text: 'dear diary' })
  bob.trigger('client-typing', { on: true })
  await mock.settled()
  mock.drop()
  await mock.subscribed('presence-room')
  mock.network = { latency: 20 }
  bob.leave()
  mock.drop({ code: 4201 })
  await mock.subscribed('presence-room')
  await mock.settled()
  mock.dispose()
  return mock.frames
}
