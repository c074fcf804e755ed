import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let mock: MockPusher

beforeEach(() => {
  mock = createMockPusher()
})

afterEach(() => {
  mock.dispose()
  vi.useRealTimers()
})

describe('mock.authorize', () => {
  it('is asked with channel, socket, user, attempt and token', async () => {
    const asked: unknown[] = []
    mock.authorize((request) => {
      asked.push(request)
      return true
    })
    const pusher = mock.client({
      user: { id: 'ada' },
      channelAuthorization: {
        endpoint: '/anywhere',
        transport: 'ajax',
        headers: { Authorization: 'Bearer t' },
      },
    })
    pusher.subscribe('private-a')
    await mock.subscribed('private-a')
    expect(asked).toEqual([
      {
        channelName: 'private-a',
        socketId: pusher.connection.socket_id,
        user: { id: 'ada' },
        attempt: 1,
        token: 't',
      },
    ])
  })

  it('denies with the status that pusher-js then tells', async () => {
    mock.authorize(() => ({ status: 401, error: 'token expired' }))
    const errors: unknown[] = []
    mock
      .client()
      .subscribe('private-a')
      .bind('pusher:subscription_error', (error: unknown) => errors.push(error))
    await mock.settled()
    expect(errors).toEqual([
      { type: 'AuthError', status: 401, error: expect.stringContaining('received status: 401') as string },
    ])
    expect(mock.channel('private-a').occupied).toBe(false)
  })

  it('gives back to who decided before', async () => {
    mock.authorize(() => ({ status: 402 }))
    const allow = mock.authorize(() => true)
    const deny = mock.authorize(() => false)
    allow()
    const statuses: number[] = []
    const subscribe = (name: string) =>
      mock
        .client()
        .subscribe(name)
        .bind('pusher:subscription_error', ({ status }: { status: number }) => statuses.push(status))
    subscribe('private-a')
    await mock.settled()
    deny()
    subscribe('private-b')
    await mock.subscribed('private-b')
    expect(statuses).toEqual([403])
  })

  it('denies with 403 on false', async () => {
    mock.authorize(() => false)
    const errors: unknown[] = []
    mock
      .client()
      .subscribe('private-a')
      .bind('pusher:subscription_error', (error: unknown) => errors.push(error))
    await mock.settled()
    expect(errors).toMatchObject([{ status: 403 }])
  })

  it('counts attempts, so that the first may fail and the second succeed', async () => {
    mock.authorize(({ attempt }) => attempt > 1)
    const pusher = mock.client()
    pusher.subscribe('private-a')
    await mock.settled()
    pusher.subscribe('private-a')
    await mock.subscribed('private-a')
    expect(mock.channel('private-a').subscriptionCount).toBe(1)
  })

  it('answers late, after the socket it signed for has gone', async () => {
    vi.useFakeTimers()
    mock.authorize(({ attempt }) => ({ delay: attempt === 1 ? 500 : 900 }))
    const pusher = mock.client()
    pusher.subscribe('private-a')
    await vi.advanceTimersByTimeAsync(100)
    mock.drop()
    await mock.subscribed('private-a')
    await vi.advanceTimersByTimeAsync(1000)
    const errors = mock.frames.filter(({ event }) => event === 'pusher:error')
    expect(errors).toMatchObject([
      { data: { message: expect.stringContaining('Invalid signature') as string } },
    ])
  })

  it('may never answer, and then nothing counts as being on its way', async () => {
    mock.authorize(() => ({ delay: Infinity }))
    const channel = mock.client().subscribe('private-a')
    await mock.settled()
    expect(channel.subscriptionPending).toBe(true)
  })

  it('may send a signature that Pusher refuses, which leaves the subscription pending', async () => {
    mock.authorize(() => ({ auth: 'mock-key:forged' }))
    const channel = mock.client().subscribe('private-a')
    await mock.settled()
    expect(channel.subscriptionPending).toBe(true)
    expect(mock.frames.at(-1)).toMatchObject({ event: 'pusher:error' })
  })

  it('may give a member other info than the user has', async () => {
    mock.authorize(() => ({ info: { role: 'admin' } }))
    mock.client({ user: { id: 'ada', info: { role: 'user' } } }).subscribe('presence-a')
    await mock.subscribed('presence-a')
    expect(mock.channel('presence-a').members).toEqual([{ id: 'ada', info: { role: 'admin' } }])
  })

  it('may tell by the token who it is', async () => {
    mock.authorize(({ token }) => ({ user: { id: token ?? 'nobody' } }))
    for (const token of ['ada', 'bob']) {
      const headers = { Authorization: `Bearer ${token}` }
      mock
        .client({ channelAuthorization: { endpoint: '/pusher/auth', transport: 'ajax', headers } })
        .subscribe('presence-a')
    }
    await mock.settled()
    expect(mock.channel('presence-a').members.map(({ id }) => id)).toEqual(['ada', 'bob'])
  })

  it('decides on sign-ins too', async () => {
    mock.authorize(({ channelName }) => channelName !== null)
    const pusher = mock.client()
    const errors: unknown[] = []
    pusher.user.bind('pusher:signin_error', (error: unknown) => errors.push(error))
    pusher.signin()
    await mock.settled()
    expect(errors).toMatchObject([{ type: 'AuthError', status: 403 }])
  })
})

describe('a client', () => {
  it('signs in as its user, hears what is sent to them, and watches others', async () => {
    const ada = mock.client({ user: { id: 'ada', watchlist: ['bob'] } })
    const received: unknown[] = []
    ada.user.bind('hello', (data: unknown) => received.push(data))
    ada.user.watchlist.bind('online', ({ user_ids: ids }: { user_ids: string[] }) => received.push(ids))
    ada.signin()
    await mock.settled()
    mock.client({ user: { id: 'bob' } }).signin()
    await mock.settled()
    mock.sendToUser('ada', 'hello', { x: 1 })
    await mock.settled()
    expect(received).toEqual([['bob'], { x: 1 }])
    expect(mock.connections.map(({ user, signedIn }) => [user?.id, signedIn])).toEqual([
      ['ada', true],
      ['bob', true],
    ])
  })

  it('opens encrypted channels', async () => {
    const received: unknown[] = []
    mock
      .client()
      .subscribe('private-encrypted-a')
      .bind('secret', (data: unknown) => received.push(data))
    await mock.subscribed('private-encrypted-a')
    mock.trigger('private-encrypted-a', 'secret', { text: 'psst' })
    await mock.settled()
    expect(received).toEqual([{ text: 'psst' }])
    expect(JSON.stringify(mock.frames)).not.toContain('psst')
  })
})
