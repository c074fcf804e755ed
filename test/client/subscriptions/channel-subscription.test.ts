import { defineChannels, type } from 'react-pusher-kit/channels'
import { expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()

it('a listener of the status does not subscribe to the channel, after a reconnect neither', async () => {
  const kit = on.kit()
  kit.channel('news').subscribe(() => {})
  await kit.connect()
  on.mock.drop()
  await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.reconnections).toBe(1))
  await on.mock.settled()
  expect(on.sent('pusher:subscribe', 'news')).toBe(0)
  expect(kit.channel('news').getSnapshot().status).toBe('idle')
})

it('a channel that is taken before there is a client is subscribed once there is one', async () => {
  const onError = vi.fn()
  const kit = on.kit({ enabled: false, onError })
  kit.subscribe('news')
  expect(kit.channel('news').getSnapshot()).toMatchObject({ status: 'idle', error: null })
  await kit.connect()
  await on.mock.subscribed('news')
  expect(onError).not.toHaveBeenCalled()
})

it('a channel that is taken before there is a client stays taken when a listener of its status ends', async () => {
  const kit = on.kit({ enabled: false })
  kit.subscribe('news')
  kit.channel('news').subscribe(() => {})()
  await kit.connect()
  await on.mock.subscribed('news')
  expect(kit.channel('news').getSnapshot().status).toBe('subscribed')
})

it('another lease of a refused channel does not request it again, in the tick of the release neither', async () => {
  const asked: number[] = []
  on.mock.authorize(({ attempt }) => {
    asked.push(attempt)
    return { status: 403 }
  })
  const kit = on.kit({ onError: () => {} })
  const lease = kit.subscribe('private-a')
  await vi.waitFor(() => expect(kit.channel('private-a').getSnapshot().status).toBe('error'))
  const other = kit.subscribe('private-a')
  await on.mock.settled()
  other.release()
  lease.release()
  kit.subscribe('private-a')
  await on.mock.settled()
  expect(asked).toEqual([1])
  expect(kit.channel('private-a').getSnapshot().status).toBe('error')
})

it('a channel that is not declared is an error, reported once, and is not subscribed to', async () => {
  const onError = vi.fn()
  const channels = defineChannels({ news: { events: { published: type<object>() } } })
  const kit = on.kit({ channels, onError })
  kit.subscribe('other')
  kit.subscribe('news')
  await on.mock.subscribed('news')
  expect(kit.channel('other').getSnapshot()).toMatchObject({
    status: 'error',
    error: { code: 'subscription_failed', type: 'Undeclared' },
  })
  expect(onError).toHaveBeenCalledTimes(1)
  kit.retry('other')
  expect(kit.channel('other').getSnapshot().status).toBe('error')
  expect(on.sent('pusher:subscribe', 'other')).toBe(0)
})

it('retry() changes nothing of a channel that is subscribed, or that has no lease', async () => {
  const kit = on.kit()
  const [subscribed, idle] = [vi.fn<() => void>(), vi.fn<() => void>()]
  kit.subscribe('news')
  await on.mock.subscribed('news')
  kit.channel('news').subscribe(subscribed)
  kit.channel('other').subscribe(idle)
  await on.mock.settled()
  subscribed.mockClear()
  kit.retry('news')
  kit.retry('other')
  expect(subscribed).not.toHaveBeenCalled()
  expect(idle).not.toHaveBeenCalled()
})

it('retry() while an authorization is pending reports no error of the request that it replaces', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const onError = vi.fn()
  const kit = on.kit({ onError, auth: { timeout: 1000 } })
  on.mock.authorize(() => ({ delay: Infinity }))
  kit.subscribe('private-a')
  await vi.advanceTimersByTimeAsync(1500)
  expect(kit.channel('private-a').getSnapshot().error).toMatchObject({ type: 'TimeoutError' })
  on.mock.authorize(() => true)
  kit.retry('private-a')
  expect(kit.channel('private-a').getSnapshot()).toMatchObject({ status: 'subscribing', error: null })
  await vi.advanceTimersByTimeAsync(500)
  expect(kit.channel('private-a').getSnapshot().status).toBe('subscribed')
  expect(onError).toHaveBeenCalledTimes(1)
})

it('a refusal of the request that retry() sends is an error', async () => {
  const asked: number[] = []
  on.mock.authorize(({ attempt }) => {
    asked.push(attempt)
    return attempt === 1 ? { delay: Infinity } : { status: 403 }
  })
  const kit = on.kit({ onError: () => {} })
  kit.subscribe('private-a')
  await vi.waitFor(() => expect(asked).toEqual([1]))
  kit.retry('private-a')
  await vi.waitFor(() =>
    expect(kit.channel('private-a').getSnapshot()).toMatchObject({
      status: 'error',
      error: { type: 'AuthError', status: 403 },
    }),
  )
})

it('an error of Pusher about a channel that is subscribed leaves it subscribed', async () => {
  const onError = vi.fn()
  const kit = on.kit({ onError })
  kit.subscribe('news')
  await on.mock.subscribed('news')
  const message = 'Existing subscription to channel news'
  receive(kit, { event: 'pusher:error', data: { code: null, message } })
  expect(kit.channel('news').getSnapshot()).toMatchObject({ status: 'subscribed', error: null })
  expect(onError).not.toHaveBeenCalled()
})

it('a channel is not idle while the kit moves to a fallback', async () => {
  on.mock.network.connect = { code: 4001 }
  const onError = () => {
    on.mock.network.connect = 'accept'
  }
  const kit = on.kit({ onError, fallbacks: [{ appKey: on.mock.provider.appKey }] })
  kit.subscribe('news')
  const seen: string[] = []
  kit.channel('news').subscribe(() => seen.push(kit.channel('news').getSnapshot().status))
  await on.mock.subscribed('news')
  expect(seen.at(-1)).toBe('subscribed')
  expect(seen).not.toContain('idle')
})
