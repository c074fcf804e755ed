import { describe, expect, it } from 'vitest'
import { embedded, pusher } from 'react-pusher-kit/server'
import { app, bodyOf, demoServer, socketId } from '../../demo-server.ts'

const admin = { token: 'token-admin' }
const remote = pusher({ appId: '2', key: 'remote', secret: 'hidden-secret', cluster: 'eu' })

describe('GET /admin/broadcaster-status', () => {
  it('answers exactly the documented fields', async () => {
    const { request } = demoServer({ broadcaster: { primary: remote, fallbacks: [embedded({ app })] } })
    expect(await bodyOf(await request('/admin/broadcaster-status', admin))).toEqual({
      primary_broadcaster: 'pusher',
      primary_available: true,
      total_broadcasters: 2,
      available_broadcasters: 2,
      broadcast_to_all: false,
      broadcasters: [
        {
          name: 'pusher',
          type: 'pusher',
          status: 'active',
          available: true,
          cluster: 'eu',
          use_tls: true,
          message_count: 0,
          error_count: 0,
          configured: true,
        },
        {
          name: 'embedded',
          type: 'embedded',
          status: 'standby',
          available: true,
          cluster: null,
          use_tls: false,
          message_count: 0,
          error_count: 0,
          configured: true,
        },
      ],
    })
  })

  it.each(['/admin/broadcaster-status', '/admin/channels', '/api/v1/pusher/usage', '/api/v1/pusher/metrics'])(
    'keeps %s for admins',
    async (path) => {
      const { request } = demoServer()
      expect((await request(path, admin)).status).toBe(200)
      expect((await request(path)).status).toBe(403)
      expect((await request(path, { token: null })).status).toBe(401)
    },
  )
})

describe('GET /api/v1/pusher/status', () => {
  it('names the active backend by its app key, and shows no secret', async () => {
    const { request, server } = demoServer({
      broadcaster: { primary: remote, fallbacks: [embedded({ app })] },
    })
    const path = '/api/v1/pusher/status'
    expect(await bodyOf(await request(path, { token: null }))).toMatchObject({
      active: 'remote',
      limited: false,
    })
    server.broadcaster.limitReached('pusher')
    const answer = await bodyOf(await request(path, { token: null }))
    expect(answer).toMatchObject({ active: app.key, backend: 'embedded', limited: true })
    expect(JSON.stringify(answer)).not.toContain('hidden-secret')
  })

  it('has the auth route sign for the backend that a client names', async () => {
    const { post } = demoServer({ broadcaster: { primary: remote, fallbacks: [embedded({ app })] } })
    const ask = async (backend?: unknown) => {
      const body = { socket_id: socketId, channel_name: 'private-user-42', backend }
      return bodyOf(await post('/api/v1/pusher/auth', body))
    }
    expect(await ask()).toMatchObject({ auth: expect.stringMatching(/^remote:/) as string })
    expect(await ask(app.key)).toMatchObject({ auth: expect.stringMatching(/^key:/) as string })
    expect(await ask('embedded')).toMatchObject({ auth: expect.stringMatching(/^key:/) as string })
    expect(await ask('nobody')).toMatchObject({ field: 'backend' })
    expect(await ask({})).toMatchObject({ field: 'backend' })
  })
})

describe('GET /api/v1/pusher/usage', () => {
  it('counts calls, deliveries and what batching saved', async () => {
    const { post, request, subscribe } = demoServer()
    const delivered = [subscribe('public-news'), subscribe('public-news'), subscribe('logs')]
    await post('/api/v1/realtime/trigger', { channel: 'public-news', event: 'x', data: {} })
    await post(
      '/api/v1/logs',
      Array.from({ length: 50 }, () => ({ text: 'x' })),
    )
    await expect.poll(() => delivered[2]?.length).toBe(1)
    expect(await bodyOf(await request('/api/v1/pusher/usage', admin))).toMatchObject({
      messages: {
        calls: 2,
        deliveries: 3,
        total: 5,
        deliveries_known: true,
        webhooks: 0,
        presence: 0,
        saved_by_batching: 49,
      },
      peak_connections: 3,
      plan: 'Sandbox',
      limits: { messages_per_day: 200_000, connections: 100 },
      cost_per_month_usd: null,
      warning: false,
    })
  })

  it('starts anew at 00:00 UTC and warns from 80 % on', async () => {
    let now = Date.UTC(2026, 0, 1, 12)
    const lines: string[] = []
    const plan = { name: 'tiny', price: 12, messagesPerDay: 10, connections: 10 }
    const { post, request } = demoServer({ now: () => now, plan, log: (_, message) => lines.push(message) })
    for (let i = 0; i < 8; i++) {
      await post('/api/v1/realtime/trigger', { channel: 'public-news', event: 'x', data: {} })
    }
    const usage = await bodyOf(await request('/api/v1/pusher/usage', admin))
    expect(usage).toMatchObject({ date: '2026-01-01', warning: true, percent: { messages: 80 } })
    expect(usage).toMatchObject({ cost_per_month_usd: 12, projected: { messages_today: 16 } })
    expect(lines.filter((line) => line.startsWith('[USAGE]'))).toHaveLength(1)
    now += 12 * 60 * 60_000
    expect(await bodyOf(await request('/api/v1/pusher/usage', admin))).toMatchObject({
      date: '2026-01-02',
      messages: { total: 0 },
      warning: false,
    })
  })
})

describe('GET /api/v1/pusher/metrics', () => {
  it('counts events and their users within the range', async () => {
    let now = Date.UTC(2026, 0, 1, 12)
    const { post, request, server } = demoServer({ now: () => now })
    const trigger = { channel: 'public-news', event: 'x', data: {} }
    await post('/api/v1/realtime/trigger', trigger)
    await post('/api/v1/realtime/trigger', trigger)
    server.track('elsewhere', 'x', '7')
    await server.publish('private-user-9', 'notification', {})
    const metrics = async (range: string) =>
      bodyOf(await request(`/api/v1/pusher/metrics?range=${range}`, admin))
    const answer = await metrics('5m')
    expect(answer['events']).toEqual([
      { event: 'x', count: 3, unique_users: 2, series: [0, 0, 0, 0, 3] },
      { event: 'notification', count: 1, unique_users: 1, series: [0, 0, 0, 0, 1] },
    ])
    expect(answer['series']).toHaveLength(5)
    expect((answer['series'] as unknown[]).at(-1)).toEqual({ minute: '2026-01-01T12:00:00.000Z', count: 4 })
    now += 30 * 60_000
    expect((await metrics('5m'))['events']).toEqual([])
    // Parts of two minutes, the last of which ends with the present one.
    expect((await metrics('1h'))['events']).toMatchObject([
      { event: 'x', series: Array.from({ length: 30 }, (_, index) => (index === 14 ? 3 : 0)) },
      { event: 'notification' },
    ])
    now += 24 * 60 * 60_000
    expect((await metrics('24h'))['events']).toEqual([])
  })

  it.each(['2h', '', 'constructor', '__proto__'])('refuses the range %j', async (range) => {
    const { request } = demoServer()
    const response = await request(`/api/v1/pusher/metrics?range=${range}`, admin)
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ field: 'range' })
  })
})
