import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

it('runs the web build of pusher-js over the same wire and leaves localStorage alone', async () => {
  const mock = createMockPusher()
  const received: unknown[] = []
  const pusher = mock.client()
  pusher.subscribe('private-a').bind('log', (data: unknown) => received.push(data))
  await mock.subscribed('private-a')
  mock.trigger('private-a', 'log', { text: 'hello' })
  await mock.settled()
  expect(received).toEqual([{ text: 'hello' }])
  expect(Object.keys(localStorage)).toEqual([])
  mock.dispose()
})

it('leaves localStorage, with the transport that another pusher-js remembers there, as it was', async () => {
  const remembered = JSON.stringify({ timestamp: Date.now(), transport: 'ws', latency: 9, cacheSkipCount: 0 })
  localStorage.setItem('pusherTransportTLS', remembered)
  localStorage.setItem('mine', '1')
  const before = Object.entries(localStorage)
  try {
    const mock = createMockPusher()
    for (const forceTLS of [true, false]) {
      const pusher = mock.client({ forceTLS })
      pusher.subscribe('logs')
      await mock.settled()
      expect(pusher.connection.state).toBe('connected')
    }
    mock.drop({ code: 1006 })
    mock.drop()
    await mock.settled()
    expect(Object.entries(localStorage)).toEqual(before)
    mock.dispose()
    expect(Object.entries(localStorage)).toEqual(before)
  } finally {
    localStorage.clear()
  }
})
