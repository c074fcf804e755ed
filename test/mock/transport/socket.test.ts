import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it, vi } from 'vitest'

it('hands what a handler throws to the host, and goes on delivering', async () => {
  const mock = createMockPusher()
  const thrown: unknown[] = []
  const tasks: (() => void)[] = []
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => tasks.push(task))
  const run = (): void => {
    for (const task of tasks.splice(0)) {
      try {
        task()
      } catch (error) {
        thrown.push(error)
      }
    }
  }
  const pusher = mock.client()
  const received: unknown[] = []
  pusher.connection.bind('message', ({ event, data }: { event: string; data: unknown }) => {
    if (event !== 'e') return
    received.push(data)
    throw new Error('thrown on purpose by a handler')
  })
  pusher.subscribe('logs')
  const subscribed = () => {
    run()
    expect(pusher.channel('logs').subscribed).toBe(true)
  }
  await vi.waitFor(subscribed, { interval: 1 })
  mock.trigger('logs', 'e', 1)
  mock.trigger('logs', 'e', 2)
  run()
  run()
  expect(received).toEqual([1, 2])
  expect(thrown.map(String)).toEqual(Array.from({ length: 2 }, () => 'Error: thrown on purpose by a handler'))
  mock.dispose()
  vi.restoreAllMocks()
})

it('forgets the older half of a transcript that grows without end', async () => {
  const mock = createMockPusher()
  mock.client().subscribe('logs')
  await mock.subscribed('logs')
  const data = 'x'.repeat(10_000)
  for (let i = 0; i < 2500; i++) mock.trigger('logs', 'e', data)
  mock.trigger('logs', 'last', 1)
  await mock.settled({ timeout: 20_000 })
  expect(mock.frames.length).toBeLessThan(2000)
  expect(mock.frames.at(-1)?.event).toBe('last')
  mock.dispose()
})

it('closes the connection of a remote member like any other', async () => {
  const mock = createMockPusher()
  mock.join('presence-room', { id: 'bob' })
  mock.connections[0]?.close()
  expect(mock.channel('presence-room').occupied).toBe(false)
  mock.dispose()
})

it('keeps remote members through hours of silence', async () => {
  vi.useFakeTimers()
  const mock = createMockPusher()
  mock.join('presence-room', { id: 'bob' })
  await vi.advanceTimersByTimeAsync(3 * 3_600_000)
  expect(mock.channel('presence-room').members).toHaveLength(1)
  mock.dispose()
  vi.useRealTimers()
})

it('counts client events anew when fake timers are installed', async () => {
  const mock = createMockPusher()
  const pusher = mock.client()
  const channel = pusher.subscribe('private-room')
  await mock.subscribed('private-room')
  for (let n = 0; n < 10; n++) channel.trigger('client-x', { n })
  await mock.settled()
  vi.useFakeTimers()
  channel.trigger('client-x', { n: 10 })
  await mock.settled()
  vi.useRealTimers()
  expect(mock.frames.filter(({ event }) => event === 'pusher:error')).toEqual([])
  mock.dispose()
})
