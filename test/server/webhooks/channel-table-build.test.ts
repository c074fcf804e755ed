import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHub, signWebhook } from '../../../src/protocol/index.ts'
import { embedded, createPusherServer } from 'react-pusher-kit/server'
import type { Broadcaster, PusherServerOptions } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { app, bodyOf, quietBackend } from '../demo-server.ts'
import { passTime } from '../pass-time.ts'

describe('the channel table of a store', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(
    occupied: NonNullable<Broadcaster['occupied']>,
    { store = libsqlStore({ file: ':memory:' }), ...options }: Partial<PusherServerOptions> = {},
  ) {
    const lines: string[] = []
    const server = createPusherServer({
      broadcaster: { ...quietBackend(), type: 'pusher', occupied },
      authenticate: () => ({ id: '42' }),
      isAdmin: () => true,
      rateLimit: false,
      log: (level, message, details) => {
        if (message.includes('occupied')) lines.push(`${level} ${message} ${JSON.stringify(details)}`)
      },
      store,
      ...options,
    })
    const channels = async () => {
      const answer = server.fetch(new Request('http://localhost/admin/channels'))
      await passTime(50)
      return (await bodyOf(await answer))['channels']
    }
    const receive = async (events: object[], timeMs = Date.now()) => {
      const body = JSON.stringify({ time_ms: timeMs, events })
      const headers = { 'x-pusher-key': app.key, 'x-pusher-signature': signWebhook(app, body) }
      const answer = server.fetch(
        new Request('http://localhost/pusher/webhook', { method: 'POST', headers, body }),
      )
      await passTime(50)
      expect((await answer).status).toBe(200)
    }
    return { server, store, lines, channels, receive }
  }

  it('is read from the backend at the first start, and at no later one', async () => {
    const asked: number[] = []
    const occupied = async () => {
      asked.push(Date.now())
      return [
        { channel: 'news', members: [] },
        { channel: 'presence-1', members: ['1', '2'] },
      ]
    }
    const { store, channels, lines } = start(occupied)
    await passTime(100)
    const [since] = asked
    expect(await channels()).toEqual([
      { channel: 'news', occupied_since: since, members: [] },
      { channel: 'presence-1', occupied_since: since, members: ['1', '2'] },
    ])
    expect(lines).toEqual(['info occupied channels read from the backend {"channels":2}'])
    const second = start(occupied, { store })
    await passTime(200_000)
    expect(asked).toHaveLength(1)
    expect(await second.channels()).toHaveLength(2)
  })

  it('keeps what webhooks reported while the backend was asked', async () => {
    const { channels, receive } = start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      return [
        { channel: 'news', members: [] },
        { channel: 'presence-1', members: ['1', '2'] },
      ]
    })
    await passTime(500)
    await receive([
      { name: 'channel_vacated', channel: 'news' },
      { name: 'member_removed', channel: 'presence-1', user_id: '2' },
    ])
    await passTime(1000)
    expect(await channels()).toMatchObject([{ channel: 'presence-1', members: ['1'] }])
  })

  it('follows webhooks though the backend fails, and asks again a minute later', async () => {
    let isAway = true
    let asked = 0
    const { channels, lines, receive } = start(async () => {
      asked++
      if (isAway) throw new Error('away')
      return [{ channel: 'news', members: [] }]
    })
    await passTime(100)
    await receive([{ name: 'channel_occupied', channel: 'other' }])
    expect(await channels()).toMatchObject([{ channel: 'other' }])
    await passTime(58_000)
    expect(asked).toBe(1)
    isAway = false
    await passTime(3000)
    expect(asked).toBe(2)
    expect(await channels()).toMatchObject([{ channel: 'other' }, { channel: 'news' }])
    expect(lines).toEqual([
      'error occupied channels could not be read from the backend {"reason":"away"}',
      'info occupied channels read from the backend {"channels":1}',
    ])
  })

  it('is read at the first request of a process that lives for one', async () => {
    const { channels } = start(async () => [{ channel: 'news', members: [] }], { lifetime: 'request' })
    await channels()
    expect(await channels()).toMatchObject([{ channel: 'news' }])
  })

  it('is not undone by an older webhook that comes later, or by a repeat', async () => {
    const { channels, receive } = start(async () => [])
    await passTime(100)
    const now = Date.now()
    const joined = { name: 'member_added', channel: 'presence-1', user_id: '1' }
    await receive([joined], now - 2000)
    await receive([{ ...joined, name: 'member_removed' }], now - 1000)
    await receive(
      [
        { ...joined, name: 'member_added' },
        { name: 'cache_miss', channel: 'x' },
      ],
      now - 1500,
    )
    await receive([joined], now - 2000)
    expect(await channels()).toMatchObject([{ members: [] }])
  })

  it('of a hub in this process is that of this process', async () => {
    const store = libsqlStore({ file: ':memory:' })
    const clock = { now: () => Date.now(), monotonic: () => performance.now(), schedule: () => () => {} }
    const broadcaster = () => embedded({ app, hub: createHub({ apps: [app], clock }) })
    const first = start(async () => [], { store, broadcaster: broadcaster() })
    const second = start(async () => [], { store, broadcaster: broadcaster() })
    await first.receive([{ name: 'channel_occupied', channel: 'news' }])
    expect(await first.channels()).toHaveLength(1)
    expect(await second.channels()).toEqual([])
  })
})
