import nacl from 'tweetnacl'
import { describe, expect, it, vi } from 'vitest'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }

const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() }, persist: true },
  'private-user-{userId}': { events: { notification: z.object({ title: z.string().trim() }) } },
})

describe('payloads', () => {
  it('one that fits comes as its schema gives it out', async () => {
    const received = vi.fn()
    const { listen } = on.kit({ channels })
    listen('private-user-1', 'notification', received)
    await on.mock.subscribed('private-user-1')
    on.mock.trigger('private-user-1', 'notification', { title: ' hi ', more: 1 })
    await vi.waitFor(() => expect(received.mock.calls[0]?.[0]).toEqual({ title: 'hi' }), fast)
  })

  it('one that does not goes to onError with everything, and not to the handler', async () => {
    const [received, onError] = [vi.fn(), vi.fn()]
    const { listen } = on.kit({ channels, onError })
    listen('private-user-1', 'notification', received)
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
    expect(received).not.toHaveBeenCalled()
  })

  it('a schema that checks asynchronously is refused', async () => {
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

  it('$kit is taken off and stands in meta', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('logs', 'log', received)
    await on.mock.subscribed('logs')
    on.mock.trigger('logs', 'log', { text: 'a', $kit: { seq: 41, epoch: 'e1' } })
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
    expect(received.mock.calls[0]).toEqual([
      { text: 'a' },
      { channel: 'logs', event: 'log', seq: 41, epoch: 'e1', userId: null },
    ])
  })

  it('a batch is unpacked before anybody sees it', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('logs', 'log', received)
    await on.mock.subscribed('logs')
    const items = [{ text: 'a' }, { text: 'b' }]
    on.mock.trigger('logs', 'kit:batch', { $kit: { seq: 7, epoch: 'e1' }, event: 'log', items })
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(2), fast)
    expect(received.mock.calls.map(([payload, { seq, event }]) => [payload, seq, event])).toEqual([
      [{ text: 'a' }, 7, 'log'],
      [{ text: 'b' }, 8, 'log'],
    ])
  })

  it('a client event on a presence channel says who sent it, numeric ids as text', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('presence-room', 'client-x', received)
    await on.mock.subscribed('presence-room')
    on.mock.join('presence-room', { id: 7 }).trigger('client-x', {})
    await vi.waitFor(() => expect(received.mock.calls[0]?.[1]).toMatchObject({ userId: '7' }), fast)
  })
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

describe('encrypted channels', () => {
  it('work with a pusher-js that can decrypt', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('private-encrypted-a', 'e', received)
    await on.mock.subscribed('private-encrypted-a')
    on.mock.trigger('private-encrypted-a', 'e', { secret: 1 })
    await vi.waitFor(() => expect(received.mock.calls[0]?.[0]).toEqual({ secret: 1 }), fast)
  })

  describe('whose key is changed', () => {
    const channel = 'private-encrypted-a'
    const keys = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
    let present = 0
    let asked = 0
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    /** The app's own auth endpoint hands out the present key. */
    const fetch: typeof globalThis.fetch = async (input, init) => {
      asked += 1
      const answer = (await (await on.mock.fetch(input, init)).json()) as object
      return Response.json({ ...answer, shared_secret: base64(keys[present] ?? new Uint8Array()) })
    }
    const encrypted = (data: unknown) => {
      const nonce = new Uint8Array(24).fill(asked)
      const text = new TextEncoder().encode(JSON.stringify(data))
      const ciphertext = nacl.secretbox(text, nonce, keys[present] ?? new Uint8Array())
      return { event: 'e', channel, data: { nonce: base64(nonce), ciphertext: base64(ciphertext) } }
    }

    it('lose no event, though several come before the new key does', async () => {
      present = 0
      asked = 0
      const [received, onError] = [vi.fn(), vi.fn()]
      const kit = on.kit({ fetch, onError })
      kit.listen(channel, 'e', received)
      await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'), fast)
      receive(kit, encrypted(1))
      expect(received.mock.calls.map(([payload]) => payload as number)).toEqual([1])
      present = 1
      receive(kit, encrypted(2))
      receive(kit, encrypted(3))
      await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(3), fast)
      expect(received.mock.calls.map(([payload]) => payload as number)).toEqual([1, 2, 3])
      // One for the subscription, one for the new key.
      expect(asked).toBe(2)
      expect(kit.channel(channel).getSnapshot()).toMatchObject({ status: 'subscribed', error: null })
      expect(onError).not.toHaveBeenCalled()
    })

    it('take the new key with a reconnect', async () => {
      present = 0
      const received = vi.fn()
      const kit = on.kit({ fetch })
      kit.listen(channel, 'e', received)
      await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'), fast)
      present = 1
      on.mock.drop()
      await vi.waitFor(() => expect(kit.connection.getSnapshot().stats.reconnections).toBe(1), fast)
      await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('subscribed'), fast)
      receive(kit, encrypted(2))
      expect(received.mock.calls.map(([payload]) => payload as number)).toEqual([2])
    })
  })

  it('say what to do without one, before there is a connection and with it', async () => {
    const client = on.mock.client()
    // As the web build comes; the node build brings encryption along.
    Object.assign(client.config, { nacl: undefined })
    const onError = vi.fn()
    const kit = on.kit({ client, onError })
    const channel = kit.channel('private-encrypted-a')
    const seen: string[] = []
    channel.subscribe(() => seen.push(channel.getSnapshot().status))
    kit.subscribe('private-encrypted-a')
    const unsupported = {
      status: 'error',
      error: { type: 'Unsupported', message: expect.stringContaining('pusher-js/with-encryption') },
    }
    expect(channel.getSnapshot()).toMatchObject(unsupported)
    kit.subscribe('private-encrypted-a')
    expect(onError).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), fast)
    expect(channel.getSnapshot()).toMatchObject(unsupported)
    expect(seen.slice(seen.indexOf('error'))).not.toContain('subscribing')
  })
})

describe('lines and admin events outside React', () => {
  it('connectLogs gives line, thread and entry until it is disconnected', async () => {
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

  it('connectLogs gives a line for whatever came in place of one', async () => {
    const [onLine, onError] = [vi.fn(), vi.fn()]
    on.kit({ onError }).connectLogs(onLine)
    await on.mock.subscribed('logs')
    const odd = [{ text: { a: 1 }, thread_id: { b: 2 } }, 'bare', null, 7, [1]]
    for (const payload of odd) on.mock.trigger('logs', 'log', payload)
    await vi.waitFor(() => expect(onLine).toHaveBeenCalledTimes(odd.length), fast)
    expect(onLine.mock.calls.map(([line, thread]) => [line, thread])).toEqual([
      ['{"text":{"a":1},"thread_id":{"b":2}}', null],
      ['bare', null],
      ['null', null],
      ['7', null],
      ['[1]', null],
    ])
    expect(onLine.mock.calls.every(([line, , entry]) => entry.text === line)).toBe(true)
    expect(onError).not.toHaveBeenCalled()
  })

  it('connectAdminEvents gives the payloads of the channel admin', async () => {
    const onEvent = vi.fn()
    on.kit().connectAdminEvents(onEvent)
    await on.mock.subscribed('admin')
    const message = { type: 'run_event', data: { thread_id: 'run-1', event_type: 'started' } }
    on.mock.trigger('admin', 'admin_event', message)
    await vi.waitFor(() => expect(onEvent.mock.calls[0]?.[0]).toEqual(message), fast)
  })

  it('connectAdminEvents takes another channel', async () => {
    const onEvent = vi.fn()
    const { disconnect } = on.kit().connectAdminEvents(onEvent, { channel: 'private-admin' })
    await on.mock.subscribed('private-admin')
    on.mock.trigger('private-admin', 'admin_event', { event_type: 'started' })
    await vi.waitFor(() => expect(onEvent.mock.calls[0]?.[0]).toEqual({ event_type: 'started' }), fast)
    disconnect()
  })
})
