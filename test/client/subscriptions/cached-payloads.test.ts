import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }

describe('cache channels', () => {
  it('one who comes later gets the last event at once', async () => {
    const { listen } = on.kit()
    const [first, late] = [vi.fn(), vi.fn()]
    listen('cache-price', 'changed', first)
    await on.mock.subscribed('cache-price')
    on.mock.trigger('cache-price', 'changed', { price: 1 })
    await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1), fast)
    listen('cache-price', 'changed', late)
    await vi.waitFor(() => expect(late.mock.calls[0]?.[0]).toEqual({ price: 1 }), fast)
    expect(first).toHaveBeenCalledTimes(1)
  })

  it('a client event is not kept: Pusher caches what the server published', async () => {
    const { listen } = on.kit()
    const [first, late, lateClient] = [vi.fn(), vi.fn(), vi.fn()]
    const channel = 'presence-cache-room'
    listen(channel, 'changed', first)
    listen(channel, 'client-x', first)
    await on.mock.subscribed(channel)
    on.mock.trigger(channel, 'changed', { price: 1 })
    on.mock.join(channel, { id: 'ana' }).trigger('client-x', { x: 1 })
    await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(2), fast)
    listen(channel, 'changed', late)
    listen(channel, 'client-x', lateClient)
    await vi.waitFor(() => expect(late.mock.calls[0]?.[0]).toEqual({ price: 1 }), fast)
    expect(lateClient).not.toHaveBeenCalled()
  })

  it('what the cache has no more of is kept for nobody', async () => {
    const kit = on.kit()
    const [first, late] = [vi.fn(), vi.fn()]
    kit.listen('cache-price', 'changed', first)
    kit.listen('cache-price', 'pusher:cache_miss', () => {})
    await on.mock.subscribed('cache-price')
    on.mock.trigger('cache-price', 'changed', { price: 1 })
    await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1), fast)
    receive(kit, { event: 'pusher:cache_miss', channel: 'cache-price' })
    kit.listen('cache-price', 'changed', late)
    await on.mock.settled()
    expect(late).not.toHaveBeenCalled()
  })

  it('a listener that is gone by then gets nothing', async () => {
    const { listen } = on.kit()
    const [first, late] = [vi.fn(), vi.fn()]
    listen('cache-price', 'changed', first)
    await on.mock.subscribed('cache-price')
    on.mock.trigger('cache-price', 'changed', { price: 1 })
    await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1), fast)
    listen('cache-price', 'changed', late)()
    await on.mock.settled()
    expect(late).not.toHaveBeenCalled()
  })
})
