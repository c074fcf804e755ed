import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let mock: MockPusher

beforeEach(() => {
  mock = createMockPusher()
})

afterEach(() => {
  mock.dispose()
})

describe('createMockPusher', () => {
  it('delivers a triggered event to a real pusher-js client', async () => {
    const received: unknown[] = []
    mock
      .client()
      .subscribe('logs')
      .bind('log', (data: unknown) => received.push(data))
    await mock.subscribed('logs')
    mock.trigger('logs', 'log', { text: 'hello' })
    await mock.settled()
    expect(received).toEqual([{ text: 'hello' }])
  })

  it('shows both users of a presence channel to each other', async () => {
    const ada = mock.client({ user: { id: 'ada', info: { name: 'Ada' } } })
    const bob = mock.client({ user: { id: 'bob', info: { name: 'Bob' } } })
    ada.subscribe('presence-room')
    bob.subscribe('presence-room')
    await mock.settled()
    expect(mock.channel('presence-room').members).toEqual([
      { id: 'ada', info: { name: 'Ada' } },
      { id: 'bob', info: { name: 'Bob' } },
    ])
  })

  it('lists remote members by their connection, and lets them act there', async () => {
    const ada = mock.client({ user: { id: 'ada' } })
    ada.subscribe('presence-room')
    await mock.subscribed('presence-room')
    mock.join('presence-room', { id: 'bob' })
    const members = mock.connections.map(({ member }) => member?.id ?? null)
    expect(members).toEqual([null, 'bob'])
    const bob = mock.connections.find(({ member }) => member !== null)
    bob?.member?.trigger('client-wave', { hand: 'left' })
    await mock.settled()
    expect(mock.frames.at(-1)).toMatchObject({ event: 'client-wave', userId: 'bob' })
    bob?.close()
    expect(mock.channel('presence-room').members.map(({ id }) => id)).toEqual(['ada'])
    expect(mock.connections).toHaveLength(1)
  })

  it('tells of every frame until it is no longer asked to, and of none once it is disposed', async () => {
    const seen: (string | undefined)[] = []
    const late: unknown[] = []
    const stop = mock.onFrame(() => seen.push(mock.frames.at(-1)?.event))
    mock.onFrame(() => late.push(mock.frames.length))
    const pusher = mock.client()
    pusher.subscribe('logs')
    await mock.subscribed('logs')
    expect(seen).toEqual(mock.frames.map(({ event }) => event))
    expect(seen).toContain('pusher_internal:subscription_succeeded')
    stop()
    const { length } = seen
    mock.trigger('logs', 'log', {})
    await mock.settled()
    expect(seen).toHaveLength(length)
    const reported = late.length
    mock.dispose()
    expect(late).toHaveLength(reported)
  })

  it('comes back by itself after a drop with 4200', async () => {
    const pusher = mock.client()
    pusher.subscribe('logs')
    await mock.subscribed('logs')
    const before = pusher.connection.socket_id
    mock.drop()
    await mock.settled()
    expect(pusher.connection.state).toBe('connected')
    expect(pusher.connection.socket_id).not.toBe(before)
    expect(pusher.channel('logs').subscribed).toBe(true)
  })

  it('works under fake timers', async () => {
    vi.useFakeTimers()
    try {
      mock.client().subscribe('private-a')
      await mock.subscribed('private-a')
      expect(mock.channel('private-a').subscriptionCount).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })
})
