import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PusherKit } from 'react-pusher-kit/client'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'
import { catchUncaught } from '../support/uncaught.ts'

const on = mockFixture()
const delay = { unsubscribeDelay: 5000 }
afterEach(() => {
  vi.useRealTimers()
})

const statusOf = (kit: PusherKit, channel = 'news') => kit.channel(channel).getSnapshot().status
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function subscribed(options = {}, channel = 'news') {
  vi.useFakeTimers()
  const kit = on.kit(options)
  const lease = kit.subscribe(channel)
  await pass(100)
  expect(statusOf(kit, channel)).toBe('subscribed')
  return { kit, lease }
}

describe('with unsubscribeDelay, a channel that nobody holds for a moment', () => {
  it('is subscribed when it is taken again after a reconnect', async () => {
    const { kit, lease } = await subscribed(delay)
    on.mock.drop({ code: 4100 })
    await pass(10)
    expect(statusOf(kit)).toBe('subscribing')
    lease.release()
    await pass(2000)
    expect(kit.connection.getSnapshot().isConnected).toBe(true)
    kit.subscribe('news')
    expect(statusOf(kit)).toBe('subscribed')
  })

  it('is not subscribed when it is taken again while the socket is down', async () => {
    const { kit, lease } = await subscribed(delay)
    lease.release()
    on.mock.outage()
    await pass(2000)
    kit.subscribe('news')
    expect(statusOf(kit)).toBe('subscribing')
    on.mock.restore()
    await pass(60_000)
    expect(statusOf(kit)).toBe('subscribed')
  })

  it('is left after the last release, not after an earlier one', async () => {
    const { kit, lease } = await subscribed(delay)
    lease.release()
    await pass(4000)
    const second = kit.subscribe('news')
    second.release()
    await pass(4000)
    expect(on.sent('pusher:unsubscribe', 'news')).toBe(0)
    await pass(1010)
    expect(on.sent('pusher:unsubscribe', 'news')).toBe(1)
    expect(statusOf(kit)).toBe('idle')
  })

  it('stays for good when the delay is Infinity', async () => {
    const { kit, lease } = await subscribed({ unsubscribeDelay: Infinity })
    lease.release()
    await pass(10_000)
    expect(statusOf(kit)).toBe('subscribed')
    expect(on.sent('pusher:unsubscribe', 'news')).toBe(0)
  })
})

it('a channel that is taken again in the tick of its release is not left', async () => {
  const { kit, lease } = await subscribed()
  lease.release()
  kit.subscribe('news')
  await pass(100)
  expect(on.sent('pusher:unsubscribe', 'news')).toBe(0)
  expect(statusOf(kit)).toBe('subscribed')
})

it('without unsubscribeDelay, a channel is left without a timer, which a hidden page would delay', async () => {
  const { kit, lease } = await subscribed()
  lease.release()
  await Promise.resolve()
  expect(statusOf(kit)).toBe('idle')
  expect(kit.client?.channel('news')).toBeUndefined()
})

it('a lease that is released twice counts once', async () => {
  const { kit, lease } = await subscribed()
  const other = kit.subscribe('news')
  lease.release()
  lease.release()
  await pass(100)
  expect(on.sent('pusher:unsubscribe', 'news')).toBe(0)
  other.release()
  await pass(100)
  expect(on.sent('pusher:unsubscribe', 'news')).toBe(1)
})

it('dispose() leaves no timer behind', async () => {
  const { kit, lease } = await subscribed({ ...delay, watchdog: 60_000, auth: { timeout: 60_000 } })
  lease.release()
  const room = 'presence-room'
  const presence = kit.presence(room, { leaveGrace: 60_000 })
  const off = presence.subscribe(() => {})
  kit.connection.subscribe(() => {})
  kit.user.signIn()
  await pass(100)
  const remote = on.mock.join(room, { id: 'ana', info: {} })
  await pass(100)
  remote.leave()
  await pass(100)
  for (let n = 0; n < 20; n += 1) kit.trigger(room, 'client-x', { n }).catch(() => {})
  await pass(5)
  void kit.connection.measureLatency()
  off()
  kit.dispose()
  on.mock.dispose()
  await pass(0)
  expect(vi.getTimerCount()).toBe(0)
})

describe('a name with characters that mean something in an expression', () => {
  it.each(['my room (', 'room[', 'a\\', '*', '(', 'presence-a+b('])('%s', async (name) => {
    const uncaught = catchUncaught()
    const kit = on.kit({ onError: () => {} })
    kit.subscribe(name)
    kit.subscribe('news')
    await on.mock.subscribed('news')
    receive(kit, { event: 'pusher:error', data: { code: null, message: 'Invalid frame' } })
    await on.mock.settled()
    uncaught.stop()
    expect(uncaught.errors).toEqual([])
  })
})

describe('an error of Pusher about something else', () => {
  it.each([
    ['channel', 'Existing subscription to channel news'],
    ['to', 'Existing subscription to channel news'],
    ['subscription', 'No current subscription to channel news, or subscription in progress'],
    ['this', 'To subscribe to this channel, your app needs a plan'],
  ])('does not refuse a pending channel named "%s"', async (name, message) => {
    const kit = on.kit()
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true))
    kit.subscribe(name)
    receive(kit, { event: 'pusher:error', data: { code: null, message } })
    expect(statusOf(kit, name)).toBe('subscribing')
    await on.mock.subscribed(name)
  })

  it.each([
    ['news', 'Existing subscription to channel news'],
    ['channel', 'Invalid channel name: channel'],
    ['private-a', 'Invalid signature: Expected HMAC SHA256 hex digest of 1.2:private-a, but got x'],
    ['presence-a', 'Presence channel presence-a is over capacity: 100 members at most'],
  ])('one about "%s" refuses it', async (name, message) => {
    const kit = on.kit({ onError: () => {} })
    on.mock.authorize(() => ({ delay: 60_000 }))
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true))
    kit.subscribe(name)
    receive(kit, { event: 'pusher:error', data: { code: null, message } })
    expect(kit.channel(name).getSnapshot().error).toMatchObject({ type: 'SubscriptionRefused' })
  })
})

it.each([
  ['channel', 'channel channel'],
  ['room', 'bad channel name: room'],
  ['private-a', 'a private-a'],
  ['ok', 'my channel ok.'],
])('a refusal of a name that contains "%s" refuses only that name: "%s"', async (name, illegal) => {
  const onError = vi.fn()
  const kit = on.kit({ onError })
  on.mock.authorize(() => ({ delay: 60_000 }))
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true))
  for (const channel of [illegal, name]) kit.subscribe(channel)
  receive(kit, { event: 'pusher:error', data: { code: null, message: `Invalid channel name: ${illegal}` } })
  expect(statusOf(kit, name)).toBe('subscribing')
  expect(statusOf(kit, illegal)).toBe('error')
  expect(onError).toHaveBeenCalledTimes(1)
})

it('a name that is too long is refused when the backend says so, with the name cut off', async () => {
  const kit = on.kit({ onError: () => {} })
  const name = 'n'.repeat(165)
  kit.subscribe(name)
  await vi.waitFor(() => expect(statusOf(kit, name)).toBe('error'))
  expect(kit.channel(name).getSnapshot().error).toMatchObject({ type: 'SubscriptionRefused' })
})

it('a refusal in words is reported once, however long pusher-js waits on', async () => {
  vi.useFakeTimers()
  const onError = vi.fn()
  const kit = on.kit({ onError })
  on.mock.authorize(() => ({ delay: Infinity }))
  kit.subscribe('private-a')
  await pass(100)
  receive(kit, { event: 'pusher:error', data: { code: null, message: 'Refused: private-a' } })
  await pass(60_000)
  expect(onError).toHaveBeenCalledTimes(1)
  expect(kit.channel('private-a').getSnapshot().error).toMatchObject({ type: 'SubscriptionRefused' })
})

it('an authorisation that comes after the time for it subscribes once', async () => {
  vi.useFakeTimers()
  let isAway = true
  const onError = vi.fn()
  const kit = on.kit({
    onError,
    fetch: (input, init) =>
      isAway ? Promise.resolve(new Response('', { status: 503 })) : on.mock.fetch(input, init),
  })
  kit.subscribe('private-a')
  await pass(35_000)
  expect(onError).toHaveBeenCalledTimes(1)
  expect(kit.channel('private-a').getSnapshot().error).toMatchObject({ type: 'TimeoutError' })
  isAway = false
  await pass(31_000)
  expect(statusOf(kit, 'private-a')).toBe('subscribed')
  expect(on.sent('pusher:subscribe', 'private-a')).toBe(1)
})

it('a name that pusher-js takes for no channel is an error with its words', () => {
  const kit = on.kit({ onError: () => {} })
  kit.subscribe('#news')
  expect(kit.channel('#news').getSnapshot().error).toMatchObject({
    type: 'AuthError',
    message: expect.stringContaining('#news'),
  })
})

describe('names that every object has', () => {
  const reserved = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

  it.each(reserved)('a channel named %s is refused by name, and stops nothing', async (name) => {
    const uncaught = catchUncaught()
    const onError = vi.fn()
    const kit = on.kit({ onError })
    const lease = kit.subscribe(name)
    kit.subscribe('news')
    await on.mock.subscribed('news')
    expect(onError).toHaveBeenCalledTimes(1)
    expect(kit.channel(name).getSnapshot()).toMatchObject({ status: 'error', error: { type: 'Unsupported' } })
    kit.retry(name)
    on.mock.drop()
    await vi.waitFor(() => expect(statusOf(kit)).toBe('subscribed'))
    lease.release()
    await on.mock.settled()
    expect(statusOf(kit, name)).toBe('idle')
    uncaught.stop()
    expect(uncaught.errors).toEqual([])
  })

  it.each(reserved)('an event named %s is delivered', async (event) => {
    const kit = on.kit()
    const received = vi.fn()
    kit.listen('news', event, received)
    await on.mock.subscribed('news')
    on.mock.trigger('news', event, { n: 1 })
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(received.mock.calls[0]?.[0]).toEqual({ n: 1 })
  })
})

it('who stops listening twice does not disturb the next listener of the channel', async () => {
  vi.useFakeTimers()
  const kit = on.kit()
  const stop = kit.channel('news').subscribe(() => {})
  stop()
  const changed = vi.fn<() => void>()
  kit.channel('news').subscribe(changed)
  stop()
  kit.subscribe('news')
  await pass(100)
  expect(statusOf(kit)).toBe('subscribed')
  expect(changed).toHaveBeenCalled()
})

describe('a channel that somebody still uses', () => {
  it('keeps its status when the last reader of the status leaves', async () => {
    const { kit } = await subscribed()
    kit.channel('news').subscribe(() => {})()
    expect(statusOf(kit)).toBe('subscribed')
  })

  it('keeps the reader of its status when the last holder leaves', async () => {
    const { kit, lease } = await subscribed()
    const changed = vi.fn<() => void>()
    kit.channel('news').subscribe(changed)
    lease.release()
    await pass(100)
    expect(statusOf(kit)).toBe('idle')
    changed.mockClear()
    kit.subscribe('news')
    expect(changed).toHaveBeenCalled()
  })
})
