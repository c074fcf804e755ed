import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
const unsubscribes = (channel = 'news') => on.sent('pusher:unsubscribe', channel)

describe('two kits on one client of the app', () => {
  it('a channel is left with its last holder, whichever kit that is', async () => {
    const client = on.mock.client()
    const [one, other] = [on.kit({ client }), on.kit({ client })]
    const received = vi.fn()
    const lease = one.subscribe('news')
    const stop = other.listen('news', 'e', received)
    await on.mock.subscribed('news')
    lease.release()
    await on.mock.settled()
    on.mock.trigger('news', 'e', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
    expect(unsubscribes()).toBe(0)
    stop()
    await vi.waitFor(() => expect(on.mock.channel('news').occupied).toBe(false), fast)
  })

  it('the end of one leaves the channels of the other', async () => {
    const client = on.mock.client()
    const [one, other] = [on.kit({ client }), on.kit({ client })]
    const received = vi.fn()
    one.subscribe('news')
    other.listen('news', 'e', received)
    await on.mock.subscribed('news')
    one.dispose()
    await on.mock.settled()
    on.mock.trigger('news', 'e', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
    other.dispose()
    await vi.waitFor(() => expect(on.mock.channel('news').occupied).toBe(false), fast)
  })

  it('a channel of the app stays with the app, also when it is subscribed anew meanwhile', async () => {
    const client = on.mock.client()
    client.subscribe('news')
    const kit = on.kit({ client })
    const lease = kit.subscribe('news')
    await on.mock.subscribed('news')
    client.unsubscribe('news')
    client.subscribe('news')
    await vi.waitFor(() => expect(on.sent('pusher:subscribe', 'news')).toBe(2), fast)
    await on.mock.settled()
    lease.release()
    await on.mock.settled()
    expect(on.mock.channel('news').occupied).toBe(true)
    expect(unsubscribes()).toBe(1)
  })
})

describe('a channel that the kit left while it was pending', () => {
  it('is no business of the kit any more when the app takes it', async () => {
    const client = on.mock.client()
    const kit = on.kit({ client })
    await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
    on.mock.network = { latency: 10 }
    const lease = kit.subscribe('news')
    lease.release()
    await vi.waitFor(() => expect(client.channel('news')?.subscriptionCancelled).toBe(true), fast)
    await vi.waitFor(() => expect(client.channel('news')).toBeUndefined(), fast)
    client.subscribe('news')
    await on.mock.subscribed('news')
    on.mock.drop()
    await vi.waitFor(() => expect(on.sent('pusher:subscribe', 'news')).toBe(3), fast)
    await on.mock.settled()
    expect(on.mock.channel('news').occupied).toBe(true)
  })

  it('is the kit’s own when it takes it again', async () => {
    const client = on.mock.client()
    const kit = on.kit({ client })
    await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
    on.mock.network = { latency: 10 }
    kit.subscribe('news').release()
    await vi.waitFor(() => expect(client.channel('news')?.subscriptionCancelled).toBe(true), fast)
    const lease = kit.subscribe('news')
    await on.mock.subscribed('news')
    await on.mock.settled()
    lease.release()
    await vi.waitFor(() => expect(on.mock.channel('news').occupied).toBe(false), fast)
  })
})

it('a channel that the app unsubscribes while the kit still waits for it is subscribed again', async () => {
  const client = on.mock.client()
  const kit = on.kit({ client })
  await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
  on.mock.network = { latency: 5 }
  const received = vi.fn()
  kit.listen('news', 'e', received)
  await vi.waitFor(() => expect(on.sent('pusher:subscribe', 'news')).toBe(1), fast)
  client.unsubscribe('news')
  await vi.waitFor(() => expect(on.sent('pusher:subscribe', 'news')).toBe(2), fast)
  await vi.waitFor(() => expect(kit.channel('news').getSnapshot().status).toBe('subscribed'), fast)
  on.mock.trigger('news', 'e', 1)
  await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
})

it('a channel whose authoriser threw at first is left like any other', async () => {
  let calls = 0
  const customHandler = (
    { channelName, socketId }: { channelName: string; socketId: string },
    done: (error: Error | null, answer: { auth: string } | null) => void,
  ) => {
    calls += 1
    if (calls === 1) throw new Error('no session')
    const body = new URLSearchParams({ channel_name: channelName, socket_id: socketId })
    void on.mock
      .fetch('/api/v1/pusher/auth', { method: 'POST', body })
      .then((response) => response.json() as Promise<{ auth: string }>)
      .then((answer) => done(null, answer))
  }
  const client = on.mock.client({ channelAuthorization: { customHandler, transport: 'ajax', endpoint: '' } })
  const kit = on.kit({ client })
  await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
  const lease = kit.subscribe('private-a')
  await vi.waitFor(() => expect(kit.channel('private-a').getSnapshot().status).toBe('error'), fast)
  kit.retry('private-a')
  await on.mock.subscribed('private-a')
  lease.release()
  await vi.waitFor(() => expect(on.mock.channel('private-a').occupied).toBe(false), fast)
})

it('what was counted of a channel is forgotten with the session', async () => {
  const kit = on.kit()
  kit.subscribe('news')
  await vi.waitFor(() => expect(kit.channel('news').getSnapshot().subscriptionCount).toBe(1), fast)
  kit.dispose()
  expect(kit.channel('news').getSnapshot()).toMatchObject({ status: 'idle', subscriptionCount: null })
})

it('an unsubscribeDelay of Infinity keeps the channel', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const kit = on.kit({ unsubscribeDelay: Infinity })
  const lease = kit.subscribe('news')
  await on.mock.subscribed('news')
  lease.release()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(unsubscribes()).toBe(0)
})
