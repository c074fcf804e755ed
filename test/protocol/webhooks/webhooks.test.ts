import HttpPusher from 'pusher'
import { describe, expect, it } from 'vitest'
import type { App, WebhookEndpoint } from '../../../src/protocol/index.ts'
import { RawWire } from '../raw-wire.ts'

interface Post {
  url: string
  body: string
  headers: Readonly<Record<string, string>>
}

/** A hub whose webhooks go to a list; `answers` are the statuses in turn, null for no answer, then 200. */
function hooked(answers: (number | null)[] = [], settings: Partial<App> = {}) {
  const posts: Post[] = []
  const webhooks: WebhookEndpoint[] = [{ url: 'https://app.test/hook' }]
  const wire = new RawWire(
    { webhooks, ...settings },
    {
      postWebhook: async (url, { body, headers }) => {
        posts.push({ url, body, headers })
        const status = answers.length > 0 ? answers.shift() : 200
        if (status === null || status === undefined) throw new Error('no answer')
        return status
      },
    },
  )
  const events = (): unknown[] =>
    posts.flatMap(({ body }) => (JSON.parse(body) as { events: unknown[] }).events)
  return { wire, posts, events }
}

/** Lets the answers of `postWebhook` arrive. */
const answered = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
}

describe('webhooks', () => {
  it('tell of channels, members, misses, counts and client events, all seven', () => {
    const { wire, events } = hooked()
    const ada = wire.connect()
    ada.subscribe('presence-a', { member: { user_id: 7 } })
    ada.say({ event: 'client-x', channel: 'presence-a', data: { x: 1 } })
    ada.subscribe('private-cache-a')
    ada.leave()
    wire.clock.advance(3000)
    expect(events()).toEqual([
      { name: 'channel_occupied', channel: 'presence-a' },
      { name: 'member_added', channel: 'presence-a', user_id: '7' },
      {
        name: 'client_event',
        channel: 'presence-a',
        event: 'client-x',
        data: '{"x":1}',
        socket_id: ada.socketId,
        user_id: '7',
      },
      { name: 'channel_occupied', channel: 'private-cache-a' },
      { name: 'cache_miss', channel: 'private-cache-a' },
      { name: 'subscription_count', channel: 'private-cache-a', subscription_count: 1 },
      { name: 'subscription_count', channel: 'private-cache-a', subscription_count: 0 },
      { name: 'member_removed', channel: 'presence-a', user_id: '7' },
      { name: 'channel_vacated', channel: 'presence-a' },
      { name: 'channel_vacated', channel: 'private-cache-a' },
    ])
  })

  it('hold a departure back for 3 s and say nothing at all when the client came back', async () => {
    const { wire, events } = hooked([], { subscriptionCount: false })
    const join = () => {
      const client = wire.connect()
      client.subscribe('presence-a', { member: { user_id: 'ada' } })
      return client
    }
    const first = join()
    await answered()
    const before = events().length
    first.leave()
    wire.clock.advance(2999)
    expect(events()).toHaveLength(before)
    const second = join()
    wire.clock.advance(60_000)
    expect(events()).toHaveLength(before)
    second.leave()
    wire.clock.advance(3000)
    expect(events().slice(before)).toEqual([
      { name: 'member_removed', channel: 'presence-a', user_id: 'ada' },
      { name: 'channel_vacated', channel: 'presence-a' },
    ])
  })

  it('are signed so that the official package accepts them', () => {
    const { wire, posts } = hooked()
    wire.connect().subscribe('private-a')
    const http = new HttpPusher({ appId: '3', key: wire.app.key, secret: wire.app.secret, cluster: 'eu' })
    expect(posts).not.toHaveLength(0)
    for (const { headers, body } of posts) {
      // As they are, though the package looks for names in lower case only.
      const webhook = http.webhook({ headers, rawBody: body })
      expect(webhook.isValid()).toBe(true)
      expect(webhook.getTime().getTime()).toBe(wire.clock.now())
    }
  })

  it('go only where their kind is wanted', () => {
    const { wire, posts } = hooked([], {
      webhooks: [
        { url: 'https://app.test/channels', events: ['channel_occupied'] },
        { url: 'https://app.test/members', events: ['member_added'] },
      ],
    })
    wire.connect().subscribe('presence-a', { member: { user_id: 1 } })
    expect(posts.map(({ url }) => url)).toEqual(['https://app.test/channels', 'https://app.test/members'])
  })

  it('are tried again with growing pauses until they are accepted', async () => {
    const { wire, posts } = hooked([500, null, 301], { subscriptionCount: false })
    wire.connect().subscribe('private-a')
    await answered()
    expect(wire.hub.webhooks('3')).toMatchObject([{ state: 'pending', attempts: [500] }])
    for (const pause of [1000, 2000, 4000]) {
      wire.clock.advance(pause)
      await answered()
    }
    expect(posts).toHaveLength(4)
    expect(new Set(posts.map(({ body }) => body)).size).toBe(1)
    expect(wire.hub.webhooks('3')).toMatchObject([{ state: 'delivered', attempts: [500, null, 301, 200] }])
    expect(wire.hub.size().pendingWebhooks).toBe(0)
  })

  it('are given up five minutes after the first attempt', async () => {
    const { wire, posts } = hooked(
      Array.from({ length: 100 }, () => 500),
      { subscriptionCount: false },
    )
    const client = wire.connect()
    client.subscribe('private-a')
    for (let i = 0; i < 400; i++) {
      await answered()
      client.say({ event: 'pusher:ping', data: {} })
      wire.clock.advance(1000)
    }
    expect(wire.hub.webhooks('3')).toMatchObject([{ state: 'failed' }])
    expect(posts).toHaveLength(9)
    expect(wire.hub.size().pendingWebhooks).toBe(0)
  })

  it.each([-3_600_000, 3_600_000])(
    'are tried for five minutes when the clock is set by %d ms',
    async (by) => {
      const { wire, posts } = hooked(
        Array.from({ length: 100 }, () => 500),
        { subscriptionCount: false },
      )
      const client = wire.connect()
      client.subscribe('private-a')
      const at = wire.clock.now()
      await answered()
      wire.clock.set(by)
      for (let i = 0; i < 400; i++) {
        await answered()
        client.say({ event: 'pusher:ping', data: {} })
        wire.clock.advance(1000)
      }
      expect(wire.hub.webhooks('3')).toMatchObject([{ state: 'failed', at }])
      expect(posts).toHaveLength(9)
    },
  )

  it('do not wait longer than 4 s for an answer', async () => {
    const wire = new RawWire(
      { webhooks: [{ url: 'https://app.test' }], subscriptionCount: false },
      { postWebhook: () => new Promise(() => undefined) },
    )
    wire.connect().subscribe('private-a')
    wire.clock.advance(3999)
    expect(wire.hub.webhooks('3')).toMatchObject([{ attempts: [] }])
    wire.clock.advance(1)
    expect(wire.hub.webhooks('3')).toMatchObject([{ attempts: [null] }])
  })

  it('leave no timer behind when all is delivered and everybody has gone', async () => {
    const { wire } = hooked()
    const client = wire.connect()
    client.subscribe('private-a')
    client.leave()
    wire.clock.advance(3000)
    await answered()
    expect(wire.clock.pending).toBe(0)
  })
})
