import { describe, expect, it, vi } from 'vitest'
import { signWebhook } from '../../../../src/protocol/index.ts'
import { app, bodyOf, demoServer } from '../../demo-server.ts'

const now = Date.UTC(2026, 0, 1)
const occupied = { name: 'channel_occupied', channel: 'presence-room-1' }
const added = { name: 'member_added', channel: 'presence-room-1', user_id: '42' }

function webhook(events: unknown[], { timeMs = now, credentials = app } = {}) {
  const body = JSON.stringify({ time_ms: timeMs, events })
  return {
    body,
    headers: { 'x-pusher-key': credentials.key, 'x-pusher-signature': signWebhook(credentials, body) },
  }
}

function receiver(options: Parameters<typeof demoServer>[0] = {}) {
  const demo = demoServer({ now: () => now, ...options })
  const send = (path: string, { body, headers }: ReturnType<typeof webhook>) =>
    demo.request(path, { method: 'POST', body, headers, token: null })
  const channels = async () => bodyOf(await demo.request('/admin/channels', { token: 'token-admin' }))
  return { ...demo, send, channels }
}

describe('POST /pusher/webhook', () => {
  it.each(['/pusher/webhook', '/api/v1/pusher/webhook'])(
    'keeps the channel table through %s',
    async (path) => {
      const { send, channels } = receiver()
      expect(await bodyOf(await send(path, webhook([occupied, added])))).toEqual({
        received: 2,
        repeated: false,
      })
      expect(await channels()).toEqual({
        channels: [{ channel: 'presence-room-1', occupied_since: now, members: ['42'] }],
      })
      await send(path, webhook([{ ...added, name: 'member_removed' }], { timeMs: now + 1 }))
      expect(await channels()).toMatchObject({ channels: [{ members: [] }] })
      await send(path, webhook([{ ...occupied, name: 'channel_vacated' }], { timeMs: now + 2 }))
      expect(await channels()).toEqual({ channels: [] })
    },
  )

  it('answers before the work is done, and works once on a repeat', async () => {
    const seen: number[] = []
    const never = new Promise<void>(() => {})
    const { send } = receiver({
      webhooks: {
        onWebhook: ({ events }) => {
          seen.push(events.length)
          return never
        },
      },
    })
    const first = webhook([occupied])
    expect((await send('/pusher/webhook', first)).status).toBe(200)
    expect(await bodyOf(await send('/pusher/webhook', first))).toMatchObject({ repeated: true })
    expect(seen).toEqual([1])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('the app fails')
      },
    ],
    ['rejects', () => Promise.reject(new Error('the app fails'))],
  ])('is answered though `onWebhook` %s, which the log says', async (_, onWebhook) => {
    const lines: string[] = []
    const { send, channels } = receiver({
      webhooks: { onWebhook },
      log: (level, message, fields) => lines.push(`${level} ${message} ${String(fields?.['reason'])}`),
    })
    expect((await send('/pusher/webhook', webhook([occupied]))).status).toBe(200)
    await expect.poll(() => lines).toContain('error webhook failed the app fails')
    expect(await channels()).toMatchObject({ channels: [{ channel: 'presence-room-1' }] })
  })

  it('counts itself, and the joins and leaves it tells of, once each', async () => {
    const { send, request } = receiver()
    const messages = async () => {
      const usage = await bodyOf(await request('/api/v1/pusher/usage', { token: 'token-admin' }))
      return usage['messages']
    }
    const joins = webhook([occupied, added, { ...added, user_id: '43' }])
    await send('/pusher/webhook', joins)
    await send('/pusher/webhook', joins)
    expect(await messages()).toMatchObject({ webhooks: 1, presence: 2, total: 3 })
    await send('/pusher/webhook', webhook([{ ...added, name: 'member_removed' }], { timeMs: now + 1 }))
    expect(await messages()).toMatchObject({ webhooks: 2, presence: 3, total: 5 })
  })

  it('takes any of several keys', async () => {
    const second = { id: '2', key: 'key-2', secret: 'secret-2' }
    const { send } = receiver({ webhooks: { keys: [app, second] } })
    expect((await send('/pusher/webhook', webhook([occupied], { credentials: second }))).status).toBe(200)
  })

  it('refuses forged, truncated and unsigned ones', async () => {
    const { send, channels } = receiver()
    const good = webhook([occupied])
    const { 'x-pusher-signature': signature } = good.headers
    const forgeries = [
      { ...good, body: good.body.replace('room-1', 'room-2') },
      { ...good, headers: { ...good.headers, 'x-pusher-signature': signature.slice(0, -1) } },
      { ...good, headers: { ...good.headers, 'x-pusher-signature': '' } },
      { ...good, headers: { ...good.headers, 'x-pusher-key': 'other' } },
      webhook([occupied], { credentials: { ...app, secret: 'guess' } }),
    ]
    for (const forgery of forgeries) expect((await send('/pusher/webhook', forgery)).status).toBe(401)
    expect(await channels()).toEqual({ channels: [] })
  })

  it.each([
    ['late', now - 6 * 60_000 - 1],
    ['from the future', now + 61_000],
  ])('refuses one that is %s', async (_, timeMs) => {
    const { send } = receiver()
    const response = await send('/pusher/webhook', webhook([occupied], { timeMs }))
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'stale_webhook' })
  })

  it('refuses a signed body that is no webhook', async () => {
    const { send } = receiver()
    for (const body of ['[]', '{"time_ms":"x","events":[]}', `{"time_ms":${now},"events":5}`, 'x']) {
      const headers = { 'x-pusher-key': app.key, 'x-pusher-signature': signWebhook(app, body) }
      expect((await send('/pusher/webhook', { body, headers })).status).toBe(400)
    }
  })

  it('limits the requests of one address, and leaves the limit of the other routes alone', async () => {
    const { server } = demoServer({
      now: () => now,
      rateLimit: { perAddress: { requests: 3, seconds: 60 } },
    })
    const send = async (address: string, { body, headers }: ReturnType<typeof webhook>) => {
      const request = new Request('http://localhost/pusher/webhook', { method: 'POST', body, headers })
      return (await server.fetch(request, { address })).status
    }
    const forged = webhook([occupied], { credentials: { ...app, secret: 'guess' } })
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push(await send('192.0.2.1', forged))
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    expect(await send('192.0.2.1', webhook([occupied]))).toBe(429)
    expect(await send('192.0.2.2', webhook([occupied]))).toBe(200)
    const other = new Request('http://localhost/api/v1/pusher/status')
    expect((await server.fetch(other, { address: '192.0.2.1' })).status).toBe(200)
  })

  it('hashes no body that is too large, and none without a signature and a key that can be right', async () => {
    const { send, request } = receiver()
    const large = webhook([{ ...occupied, more: 'x'.repeat(300 * 1024) }])
    expect((await send('/pusher/webhook', large)).status).toBe(413)
    const events = [{ ...occupied, more: 'x'.repeat(200 * 1024) }]
    const body = Buffer.from(JSON.stringify({ time_ms: now, events }))
    const encode = vi.spyOn(TextEncoder.prototype, 'encode')
    try {
      const ask = async (headers: Record<string, string>) =>
        (await request('/pusher/webhook', { method: 'POST', body, headers, token: null })).status
      const signature = 'a'.repeat(64)
      expect(await ask({})).toBe(401)
      expect(await ask({ 'x-pusher-key': app.key })).toBe(401)
      expect(await ask({ 'x-pusher-key': app.key, 'x-pusher-signature': 'A'.repeat(64) })).toBe(401)
      expect(await ask({ 'x-pusher-key': app.key, 'x-pusher-signature': `${signature}a` })).toBe(401)
      expect(await ask({ 'x-pusher-key': 'other', 'x-pusher-signature': signature })).toBe(401)
      const hashed = () => encode.mock.calls.filter(([text = '']) => text.length > 200_000).length
      expect(hashed()).toBe(0)
      expect(await ask({ 'x-pusher-key': app.key, 'x-pusher-signature': signature })).toBe(401)
      expect(hashed()).toBe(1)
    } finally {
      encode.mockRestore()
    }
  })

  it('passes over events without what every event of its kind has', async () => {
    const { send, channels } = receiver()
    const strange = [
      { name: 'member_added', channel: 'presence-room-1' },
      { name: 'member_added', channel: 'presence-room-1', user_id: { toString: null } },
      { name: 'member_added', channel: 'presence-room-1', user_id: 'x'.repeat(201) },
      { name: 'channel_occupied', channel: 'x'.repeat(201) },
      { name: { toString: null }, channel: 'x' },
      { name: 'constructor', channel: '__proto__' },
      null,
    ]
    expect(await bodyOf(await send('/pusher/webhook', webhook(strange)))).toMatchObject({ received: 1 })
    expect(await channels()).toEqual({ channels: [] })
  })
})
