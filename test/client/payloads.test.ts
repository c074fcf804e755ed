import Pusher from 'pusher-js'
import { describe, expect, test, vi } from 'vitest'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from './support/mock-fixture.ts'
import { receive } from './support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }

const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() }, persist: true },
  'private-user-{userId}': { events: { notification: z.object({ title: z.string().trim() }) } },
})

describe('payloads', () => {
  test('one that fits comes as its schema gives it out', async () => {
    const heard = vi.fn()
    const { listen } = on.kit({ channels })
    listen('private-user-1', 'notification', heard)
    await on.mock.subscribed('private-user-1')
    on.mock.trigger('private-user-1', 'notification', { title: ' hi ', more: 1 })
    await vi.waitFor(() => expect(heard.mock.calls[0]?.[0]).toEqual({ title: 'hi' }), fast)
  })

  test('one that does not goes to onError with everything, and not to the handler', async () => {
    const [heard, onError] = [vi.fn(), vi.fn()]
    const { listen } = on.kit({ channels, onError })
    listen('private-user-1', 'notification', heard)
    await on.mock.subscribed('private-user-1')
    on.mock.trigger('private-user-1', 'notification', { title: 1 })
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1), fast)
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      code: 'invalid_payload',
      channel: 'private-user-1',
      event: 'notification',
      issues: [{ path: ['title'] }],
      payload: { title: 1 },
    })
    expect(heard).not.toHaveBeenCalled()
  })

  test('a schema that checks asynchronously is refused', async () => {
    const onError = vi.fn()
    const slow = defineChannels({ news: { events: { e: z.string().refine(() => Promise.resolve(true)) } } })
    const { listen } = on.kit({ channels: slow, onError })
    listen('news', 'e', () => {})
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'e', 'x')
    await vi.waitFor(
      () => expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'invalid_payload' }),
      fast,
    )
  })

  test('$kit is taken off and stands in meta', async () => {
    const heard = vi.fn()
    const { listen } = on.kit()
    listen('logs', 'log', heard)
    await on.mock.subscribed('logs')
    on.mock.trigger('logs', 'log', { text: 'a', $kit: { seq: 41, epoch: 'e1' } })
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), fast)
    expect(heard.mock.calls[0]).toEqual([
      { text: 'a' },
      { channel: 'logs', event: 'log', seq: 41, epoch: 'e1', userId: null },
    ])
  })

  test('a batch is unpacked before anybody sees it', async () => {
    const heard = vi.fn()
    const { listen } = on.kit()
    listen('logs', 'log', heard)
    await on.mock.subscribed('logs')
    const items = [{ text: 'a' }, { text: 'b' }]
    on.mock.trigger('logs', 'kit:batch', { $kit: { seq: 7, epoch: 'e1' }, event: 'log', items })
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), fast)
    expect(heard.mock.calls.map(([payload, { seq, event }]) => [payload, seq, event])).toEqual([
      [{ text: 'a' }, 7, 'log'],
      [{ text: 'b' }, 8, 'log'],
    ])
  })

  test('a client event on a presence channel says who sent it, numeric ids as text', async () => {
    const heard = vi.fn()
    const { listen } = on.kit()
    listen('presence-room', 'client-x', heard)
    await on.mock.subscribed('presence-room')
    on.mock.join('presence-room', { id: 7 }).trigger('client-x', {})
    await vi.waitFor(() => expect(heard.mock.calls[0]?.[1]).toMatchObject({ userId: '7' }), fast)
  })
})

describe('cache channels', () => {
  test('one who comes later gets the last event at once', async () => {
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

  test('a client event is not kept: Pusher caches what the server published', async () => {
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

  test('what the cache has no more of is kept for nobody', async () => {
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

  test('a listener that is gone by then gets nothing', async () => {
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

describe('encrypted channels', () => {
  test('work with a pusher-js that can decrypt', async () => {
    const heard = vi.fn()
    const { listen } = on.kit()
    listen('private-encrypted-a', 'e', heard)
    await on.mock.subscribed('private-encrypted-a')
    on.mock.trigger('private-encrypted-a', 'e', { secret: 1 })
    await vi.waitFor(() => expect(heard.mock.calls[0]?.[0]).toEqual({ secret: 1 }), fast)
  })

  test('say what to do without one', () => {
    // As the web build comes; the node build brings encryption along.
    const client = new Pusher('key', { cluster: 'x', enabledTransports: [] })
    Object.assign(client.config, { nacl: undefined })
    const kit = on.kit({ client })
    kit.subscribe('private-encrypted-a')
    expect(kit.channel('private-encrypted-a').getSnapshot()).toMatchObject({
      status: 'error',
      error: { type: 'Unsupported', message: expect.stringContaining('pusher-js/with-encryption') },
    })
  })
})

describe('lines and admin events outside React', () => {
  test('connectLogs gives line, thread and entry until it is disconnected', async () => {
    const onLine = vi.fn()
    const { disconnect } = on.kit().connectLogs(onLine)
    await on.mock.subscribed('logs')
    const entry = { text: 'built', thread_id: 'build-1', level: 'info', timestamp: '2026-01-01T00:00:00Z' }
    on.mock.trigger('logs', 'log', entry)
    await vi.waitFor(
      () => expect(onLine.mock.calls[0]?.slice(0, 3)).toEqual(['built', 'build-1', entry]),
      fast,
    )
    disconnect()
    disconnect()
    await vi.waitFor(() => expect(on.mock.channel('logs').occupied).toBe(false), fast)
  })

  test('connectAdminEvents gives the payloads', async () => {
    const onEvent = vi.fn()
    const { disconnect } = on.kit().connectAdminEvents(onEvent, { channel: 'private-admin' })
    await on.mock.subscribed('private-admin')
    on.mock.trigger('private-admin', 'admin_event', { event_type: 'started' })
    await vi.waitFor(() => expect(onEvent.mock.calls[0]?.[0]).toEqual({ event_type: 'started' }), fast)
    disconnect()
  })
})
