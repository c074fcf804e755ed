import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StoreError } from 'react-pusher-kit/server'
import type { Webhook, WebhookStore } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { WebhookInbox } from '../../../src/server/webhooks/webhook-inbox.ts'
import { passTime } from '../pass-time.ts'

const received = (name: string) => ({
  signature: name,
  timeMs: 1,
  events: [{ name: 'channel_occupied' as const, channel: name }],
})
const channelOf = ({ events }: Webhook) => events[0]?.channel ?? ''

describe('the inbox of webhooks', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(
    onWebhook: ((webhook: Webhook) => void | Promise<void>) | undefined,
    store = libsqlStore({ file: ':memory:' }),
  ) {
    const lines: string[] = []
    const webhooks = store.webhooks as WebhookStore
    const inbox = new WebhookInbox({
      store: webhooks,
      onWebhook,
      isShared: true,
      log: (level, message, details) => lines.push(`${level} ${message}: ${String(details?.['reason'])}`),
    })
    return { inbox, lines, store, webhooks }
  }

  it('goes on with the next one when a handler throws, or takes longer than 30 s', async () => {
    const begun: string[] = []
    const { inbox, lines, webhooks } = start((webhook) => {
      begun.push(channelOf(webhook))
      if (channelOf(webhook) === 'throws') throw new Error('the app fails')
      return channelOf(webhook) === 'hangs' ? new Promise<void>(() => {}) : undefined
    })
    for (const name of ['throws', 'hangs', 'last']) await inbox.receive(received(name))
    await passTime(29_000)
    expect(begun).toEqual(['throws', 'hangs'])
    await passTime(2000)
    expect(begun).toEqual(['throws', 'hangs', 'last'])
    expect(lines).toEqual([
      'error webhook failed: the app fails',
      'error webhook failed: Expected `onWebhook` to end within 30 s.',
    ])
    expect(await webhooks.claim('other')).toBeNull()
  })

  it('keeps its lease while a handler runs', async () => {
    const { inbox, webhooks } = start(() => new Promise((resolve) => setTimeout(resolve, 10_000)))
    await inbox.receive(received('slow'))
    for (let second = 0; second < 9; second++) {
      await passTime(1000)
      expect(await webhooks.claim('other')).toBeNull()
    }
    await passTime(2000)
    expect(await inbox.receive(received('slow'))).toBe(true)
  })

  it('takes over what a server left, and says that it is repeated', async () => {
    const handled: Webhook[] = []
    const { inbox, webhooks } = start((webhook) => void handled.push(webhook))
    await webhooks.add({ id: 'left', content: '{"timeMs":5,"events":[]}', isHandled: false })
    await webhooks.claim('ended')
    inbox.start()
    await passTime(1500)
    expect(handled).toEqual([])
    await passTime(1500)
    expect(handled).toEqual([{ timeMs: 5, events: [], repeated: true }])
    await inbox.close()
  })

  it('gives a webhook up whose handler ended five servers', async () => {
    const handled: string[] = []
    const { inbox, lines, webhooks } = start((webhook) => void handled.push(channelOf(webhook)))
    const content = JSON.stringify({ timeMs: 5, events: [] })
    await webhooks.add({ id: 'poison', content, isHandled: false })
    for (let server = 0; server < 5; server++) {
      expect(await webhooks.claim(`ended-${server}`)).not.toBeNull()
      await webhooks.release(`ended-${server}`)
    }
    await inbox.receive(received('next'))
    await passTime(100)
    expect(handled).toEqual(['next'])
    expect(lines).toEqual(['error webhook given up: Expected its handler to end but 5 servers ended before.'])
  })

  it('goes on when the store is back, and handles nothing twice', async () => {
    const store = libsqlStore({ file: ':memory:' })
    const webhooks = store.webhooks as WebhookStore
    let isAway = false
    const away = () => new StoreError('store_unavailable', 'The store is away.')
    store.webhooks = {
      ...webhooks,
      claim: async (...args) => (isAway ? Promise.reject(away()) : webhooks.claim(...args)),
    }
    const handled: string[] = []
    const { inbox, lines } = start(async (webhook) => {
      handled.push(channelOf(webhook))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }, store)
    inbox.start()
    await inbox.receive(received('one'))
    await inbox.receive(received('two'))
    await passTime(50)
    isAway = true
    await passTime(5000)
    expect(handled).toEqual(['one'])
    expect(lines).toEqual(['error webhooks could not be read or marked as handled: The store is away.'])
    isAway = false
    await passTime(1000)
    expect(handled).toEqual(['one', 'two'])
    await inbox.close()
  })

  it('waits for its running handler when it is closed, and leaves the rest to others at once', async () => {
    const ended: string[] = []
    const { inbox, webhooks } = start(async (webhook) => {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      ended.push(channelOf(webhook))
    })
    for (const name of ['one', 'two']) await inbox.receive(received(name))
    await passTime(100)
    const closing = inbox.close()
    await passTime(1500)
    await closing
    expect(ended).toEqual(['one'])
    expect((await webhooks.claim('other'))?.content).toContain('two')
  })

  it('is closed after 5 s though its handler runs on, which no other server repeats meanwhile', async () => {
    const { inbox, webhooks } = start(() => new Promise((resolve) => setTimeout(resolve, 20_000)))
    await inbox.receive(received('slow'))
    await passTime(100)
    let isClosed = false
    void inbox.close().then(() => (isClosed = true))
    await passTime(4500)
    expect(isClosed).toBe(false)
    await passTime(1000)
    expect(isClosed).toBe(true)
    await passTime(5000)
    expect(await webhooks.claim('other')).toBeNull()
  })

  it('counts a webhook as handled that has no handler', async () => {
    const { inbox, webhooks } = start(undefined)
    expect(await inbox.receive(received('one'))).toBe(false)
    expect(await inbox.receive(received('one'))).toBe(true)
    expect(await webhooks.claim('other')).toBeNull()
    await inbox.close()
  })

  it('handles what waits within a time, and counts it', async () => {
    const { inbox, webhooks } = start(() => new Promise((resolve) => setTimeout(resolve, 1000)))
    for (const id of ['one', 'two']) {
      await webhooks.add({ id, content: '{"timeMs":5,"events":[]}', isHandled: false })
    }
    const all = inbox.catchUp(10_000)
    await passTime(3000)
    expect(await all).toBe(2)
    await webhooks.add({ id: 'three', content: '{"timeMs":5,"events":[]}', isHandled: false })
    const some = inbox.catchUp(500)
    await passTime(600)
    expect(await some).toBe(0)
    await passTime(1000)
  })
})
