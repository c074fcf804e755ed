import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }
const prices = 'cache-prices'

async function subscribed() {
  const kit = on.kit()
  kit.subscribe(prices)
  await on.mock.subscribed(prices)
  return kit
}

/** What a listener gets that begins now. */
async function lateListener(kit: Awaited<ReturnType<typeof subscribed>>, event: string) {
  const received = vi.fn()
  kit.listen(prices, event, received)
  await on.mock.settled()
  await Promise.resolve()
  return received.mock.calls.map(([payload]) => payload as unknown)
}

it('a late listener of a cache channel gets the newest event, also when nobody listened to it', async () => {
  const kit = await subscribed()
  const received = vi.fn()
  const stop = kit.listen(prices, 'price', received)
  on.mock.trigger(prices, 'price', 1)
  await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
  stop()
  on.mock.trigger(prices, 'price', 2)
  await on.mock.settled()
  expect(await lateListener(kit, 'price')).toEqual([2])
})

it('an event of another name replaces the cached one', async () => {
  const kit = await subscribed()
  const received = vi.fn()
  kit.listen(prices, 'price', received)
  on.mock.trigger(prices, 'price', 1)
  await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
  on.mock.trigger(prices, 'halted', {})
  await on.mock.settled()
  expect(await lateListener(kit, 'price')).toEqual([])
  expect(await lateListener(kit, 'halted')).toEqual([{}])
})

it('a late listener never gets the cached event after a newer one', async () => {
  const kit = await subscribed()
  const second = vi.fn()
  const first = vi.fn()
  kit.listen(prices, 'price', (payload) => first(payload))
  on.mock.trigger(prices, 'price', 1)
  await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1), fast)
  kit.listen(prices, 'price', (payload) => second(payload))
  emit(kit.client?.channel(prices), 'price', 2)
  await on.mock.settled()
  expect(second.mock.calls).toEqual([[2]])
})

/** As pusher-js delivers an event of the wire, in this very tick. */
function emit(channel: unknown, event: string, data: unknown) {
  ;(channel as { emit: (event: string, data: unknown) => void }).emit(event, data)
}

it('a marked event is kept without its mark', async () => {
  const kit = await subscribed()
  on.mock.trigger(prices, 'price', { n: 1, $kit: { seq: 1, epoch: 'a' } })
  await on.mock.settled()
  expect(await lateListener(kit, 'price')).toEqual([{ n: 1 }])
})

it('the last event of a batch is kept, and a batch that makes no sense replaces nothing', async () => {
  const kit = await subscribed()
  on.mock.trigger(prices, 'kit:batch', { event: 'price', items: [1, 2] })
  await on.mock.settled()
  expect(await lateListener(kit, 'price')).toEqual([2])
  on.mock.trigger(prices, 'kit:batch', 'no batch')
  await on.mock.settled()
  expect(await lateListener(kit, 'price')).toEqual([2])
})

it('an event of an ordinary channel is kept for nobody', async () => {
  const kit = on.kit()
  const [heard, late] = [vi.fn(), vi.fn()]
  kit.listen('news', 'published', heard)
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'published', 1)
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), fast)
  kit.listen('news', 'published', late)
  on.mock.trigger('news', 'published', 2)
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), fast)
  expect(late.mock.calls.map(([data]) => data as unknown)).toEqual([2])
})

it('a success that comes twice forgets nothing, and changes no status', async () => {
  const kit = await subscribed()
  on.mock.trigger(prices, 'price', 1)
  await on.mock.settled()
  const changed = vi.fn<() => void>()
  kit.channel(prices).subscribe(changed)
  receive(kit, { event: 'pusher_internal:subscription_succeeded', channel: prices, data: {} })
  expect(changed).not.toHaveBeenCalled()
  expect(await lateListener(kit, 'price')).toEqual([1])
})

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
