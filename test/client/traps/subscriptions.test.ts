import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const sent = (event: string, channel = 'news') => on.sent(event, channel)

describe('trap 1: a new subscription has a new Channel object', () => {
  it('plain pusher-js: listeners of the old object are dead', async () => {
    const pusher = on.mock.client()
    const received = vi.fn()
    const before = pusher.subscribe('news')
    before.bind('published', received)
    await on.mock.subscribed('news')
    pusher.unsubscribe('news')
    expect(pusher.subscribe('news')).not.toBe(before)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', 1)
    await on.mock.settled()
    expect(received).not.toHaveBeenCalled()
  })

  it('the kit: handlers hear on through the replacement', async () => {
    const { listen, client } = on.kit()
    const received = vi.fn()
    listen('news', 'published', received)
    await on.mock.subscribed('news')
    client?.unsubscribe('news')
    client?.subscribe('news')
    await on.mock.settled()
    on.mock.trigger('news', 'published', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1))
  })

  it('the kit: one of two holders leaves, the other one hears on', async () => {
    const { listen } = on.kit()
    const [one, other] = [vi.fn(), vi.fn()]
    const stop = listen('news', 'published', one)
    listen('news', 'published', other)
    await on.mock.subscribed('news')
    stop()
    await on.mock.settled()
    on.mock.trigger('news', 'published', 1)
    await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(1))
    expect(one).not.toHaveBeenCalled()
    expect(sent('pusher:subscribe')).toBe(1)
    expect(sent('pusher:unsubscribe')).toBe(0)
  })

  it('the kit: a lease that comes in the same tick as the last release costs no frame', async () => {
    const { subscribe } = on.kit()
    const lease = subscribe('news')
    await on.mock.subscribed('news')
    lease.release()
    lease.release()
    const next = subscribe('news')
    await on.mock.settled()
    expect([sent('pusher:subscribe'), sent('pusher:unsubscribe')]).toEqual([1, 0])
    next.release()
    await vi.waitFor(() => expect(sent('pusher:unsubscribe')).toBe(1))
  })

  it('the kit: unsubscribeDelay bridges a longer pause', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { subscribe } = on.kit({ unsubscribeDelay: 50 })
    const lease = subscribe('news')
    await on.mock.subscribed('news')
    lease.release()
    await vi.advanceTimersByTimeAsync(40)
    const next = subscribe('news')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent('pusher:unsubscribe')).toBe(0)
    next.release()
    await vi.waitFor(() => expect(sent('pusher:unsubscribe')).toBe(1))
    expect(sent('pusher:subscribe')).toBe(1)
  })

  it('the kit: a channel that the app had subscribed before is left subscribed', async () => {
    const pusher = on.mock.client()
    pusher.subscribe('news')
    await on.mock.subscribed('news')
    const kit = on.kit({ client: pusher })
    const lease = kit.subscribe('news')
    expect(kit.channel('news').getSnapshot().status).toBe('subscribed')
    lease.release()
    kit.dispose()
    await on.mock.settled()
    expect(sent('pusher:unsubscribe')).toBe(0)
    expect(pusher.connection.state).toBe('connected')
  })
})

describe('trap 2: a channel left while it was pending comes back after a reconnect', () => {
  it('the kit: it stays gone', async () => {
    const { subscribe, client } = on.kit()
    await vi.waitFor(() => expect(client?.connection.state).toBe('connected'))
    on.mock.network = { loss: 'down' }
    subscribe('news').release()
    await vi.waitFor(() => expect(sent('pusher:subscribe')).toBe(1))
    on.mock.drop()
    on.mock.network = { loss: 'none' }
    await vi.waitFor(() => expect(on.mock.connections).toHaveLength(1))
    await on.mock.settled()
    expect(on.mock.channel('news').occupied).toBe(false)
    expect(client?.channel('news')).toBeUndefined()
    expect(sent('pusher:subscribe')).toBe(1)
  })

  it('the kit: a channel left before its authorisation was answered is never asked for', async () => {
    on.mock.authorize(() => ({ delay: 200 }))
    const { subscribe, client } = on.kit()
    const lease = subscribe('private-a')
    await vi.waitFor(() => expect(client?.channel('private-a')?.subscriptionPending).toBe(true))
    lease.release()
    await vi.waitFor(() => expect(client?.channel('private-a')).toBeUndefined())
    await on.mock.settled()
    expect(sent('pusher:subscribe', 'private-a')).toBe(0)
  })
})
