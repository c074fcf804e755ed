// @vitest-environment jsdom
import Pusher from 'pusher-js'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, vi } from 'vitest'

it.each(['real', 'fake'])('runs in jsdom with %s timers and leaves nothing behind', async (timers) => {
  if (timers === 'fake') vi.useFakeTimers()
  try {
    localStorage.setItem('mine', '1')
    const before = { instances: [...Pusher.instances], stored: Object.entries(localStorage) }
    const mock = createMockPusher()
    const received: unknown[] = []
    const room = mock.client().subscribe('presence-room')
    room.bind('log', (data: unknown) => received.push(data))
    await mock.subscribed('presence-room')
    mock.trigger('presence-room', 'log', { text: 'hello' })
    mock.drop()
    await mock.settled()
    expect(navigator.userAgent).toContain('jsdom')
    expect(received).toEqual([{ text: 'hello' }])
    expect(mock.channel('presence-room').members).toEqual([{ id: 'me', info: { name: 'Me' } }])
    mock.dispose()
    expect({ instances: Pusher.instances, stored: Object.entries(localStorage) }).toEqual(before)
    expect(timers === 'fake' ? vi.getTimerCount() : 0).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
