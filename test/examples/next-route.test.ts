import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startIssuer } from './issuer.ts'
import { closeNextApp, freshNextApp, type NextApp } from './next-app.ts'

type Issuer = Awaited<ReturnType<typeof startIssuer>>

const audience = 'chat'

describe('the route handler for Next.js', () => {
  let route: NextApp['route']
  let app: NextApp
  let issuer: Issuer
  let token: string

  beforeEach(async () => {
    app = await freshNextApp()
    route = app.route
    issuer = await startIssuer(audience)
    token = await issuer.token('42')
    for (const name of [
      'PUSHER_APP_ID',
      'PUSHER_KEY',
      'PUSHER_SECRET',
      'PUSHER_CLUSTER',
      'PUSHER_HOST',
      'DATABASE_URL',
    ]) {
      vi.stubEnv(name, undefined)
    }
    vi.stubEnv('AUTH_JWKS_URL', issuer.jwksUrl)
    vi.stubEnv('AUTH_ISSUER', issuer.issuer)
    vi.stubEnv('AUTH_AUDIENCE', audience)
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    closeNextApp()
    await issuer.close()
  })

  const request = (path: string, init: RequestInit = {}) =>
    new Request(`https://app.example.com/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })

  const post = (path: string, body: object) =>
    route.POST(request(path, { method: 'POST', body: JSON.stringify(body) }))

  it('exports what Next.js knows and nothing else: its build refuses other names', () => {
    expect(Object.keys(route).toSorted()).toEqual(['GET', 'OPTIONS', 'POST'])
  })

  it('names the variable that is missing, and works once it is there', async () => {
    vi.stubEnv('AUTH_JWKS_URL', undefined)
    await expect(route.GET(request('/pusher/status'))).rejects.toThrow('AUTH_JWKS_URL')
    vi.stubEnv('AUTH_JWKS_URL', issuer.jwksUrl)
    vi.stubEnv('NODE_ENV', 'production')
    await expect(route.GET(request('/pusher/status'))).rejects.toThrow('DATABASE_URL')
    vi.stubEnv('NODE_ENV', 'development')
    expect((await route.GET(request('/pusher/status'))).status).toBe(200)
  })

  it('identifies users without an identity provider in development only, by the id in the session cookie', async () => {
    vi.stubEnv('AUTH_JWKS_URL', undefined)
    vi.stubEnv('NODE_ENV', 'development')
    const ask = (started: typeof route, channel: string) =>
      started.POST(
        new Request('http://localhost:3000/api/v1/pusher/auth', {
          method: 'POST',
          body: JSON.stringify({ socket_id: '1.2', channel_name: channel }),
          headers: {
            cookie: 'session=ana',
            origin: 'http://localhost:3000',
            'content-type': 'application/json',
          },
        }),
      )
    expect((await ask(route, 'private-user-ana')).status).toBe(200)
    expect((await ask(route, 'private-user-bob')).status).toBe(403)
    vi.stubEnv('NODE_ENV', 'production')
    const { route: started } = await freshNextApp()
    await expect(ask(started, 'private-user-ana')).rejects.toThrow('AUTH_JWKS_URL')
  })

  it('signs the channels of the one who asks, and no others', async () => {
    const ask = async (channel: string) => {
      const response = await post('/pusher/auth', { socket_id: '1.2', channel_name: channel })
      return response.status
    }
    expect(await Promise.all(['private-user-42', 'presence-room-1', 'private-user-43'].map(ask))).toEqual([
      200, 200, 403,
    ])
    token = 'x'
    expect(await ask('private-user-42')).toBe(401)
    token = await issuer.token('42')
  })

  it('counts the clients of a trusted proxy one by one, whatever address they write themselves', async () => {
    const from = async (started: typeof route, client: string, forged: string) => {
      const headers = { 'x-forwarded-for': `${forged}, ${client}`, 'x-real-ip': forged }
      const { status } = await started.GET(
        new Request('https://app.example.com/api/v1/pusher/status', { headers }),
      )
      return status
    }
    vi.stubEnv('TRUST_PROXY', '1')
    const { route: started } = await freshNextApp()
    const statuses = new Map<number, number>()
    for (let i = 0; i < 1100; i++) {
      const status = await from(started, '198.51.100.1', `203.0.${i >> 8}.${i & 255}`)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect([...statuses]).toEqual([
      [200, 1000],
      [429, 100],
    ])
    expect(await from(started, '198.51.100.2', '203.0.113.1')).toBe(200)
    vi.stubEnv('TRUST_PROXY', undefined)
  })

  it('hands the work of each request to Next.js, which keeps the process running for it', async () => {
    // The instance of the route, whose modules are fresh for each test.
    const { handedOver } = app.server
    await post('/realtime/trigger', { channel: 'private-user-42', event: 'x', data: {} })
    await route.GET(request('/pusher/status'))
    expect(handedOver).toHaveLength(2)
    await Promise.all(handedOver)
  })

  it('hands out the history of the one who asks', async () => {
    const response = await route.GET(request('/channels/private-user-42/events'))
    expect(await response.json()).toMatchObject({ events: [], last_seq: 0 })
    expect((await route.GET(request('/channels/private-user-43/events'))).status).toBe(403)
  })

  it('identifies the user by the session cookie, on requests of its own pages only', async () => {
    const ask = (origin: string) =>
      route.POST(
        new Request('https://app.example.com/api/v1/pusher/auth', {
          method: 'POST',
          body: JSON.stringify({ socket_id: '1.2', channel_name: 'private-user-42' }),
          headers: { cookie: `theme=dark; session=${token}`, origin, 'content-type': 'application/json' },
        }),
      )
    expect((await ask('https://app.example.com')).status).toBe(200)
    expect((await ask('https://evil.example')).status).toBe(403)
  })

  it('accepts the session cookie from the pages of APP_ORIGIN: in Next.js, the URL of a request has the host localhost', async () => {
    vi.stubEnv('APP_ORIGIN', 'https://app.example.com')
    const ask = async (origin: string) => {
      const response = await route.POST(
        new Request('http://localhost:3000/api/v1/pusher/auth', {
          method: 'POST',
          body: JSON.stringify({ socket_id: '1.2', channel_name: 'private-user-42' }),
          headers: { cookie: `session=${token}`, origin, 'content-type': 'application/json' },
        }),
      )
      return response.status
    }
    expect(await ask('https://app.example.com')).toBe(200)
    expect(await ask('https://evil.example')).toBe(403)
  })

  it('the server action publishes to the channel of the one who is signed in', async () => {
    const { remind } = app.actions
    const { requestHeaders } = app.headers
    await expect(remind('Stand up')).rejects.toThrow('a signed-in user')
    requestHeaders.set('cookie', `session=${token}`)
    await remind('Stand up')
    const response = await route.GET(request('/channels/private-user-42/events'))
    expect(await response.json()).toMatchObject({
      events: [{ event: 'notification', data: { title: 'Stand up' } }],
    })
    expect(app.server.handedOver.length).toBeGreaterThan(0)
    await Promise.all(app.server.handedOver)
  })

  it('route and actions share their events, even if Next.js loads the server twice', async () => {
    const { requestHeaders } = app.headers
    requestHeaders.set('cookie', `session=${token}`)
    await app.actions.remind('Drink water')
    vi.resetModules()
    const { GET } = await import('../../examples/next/app/api/[...path]/route.ts')
    expect(GET).not.toBe(route.GET)
    const response = await GET(request('/channels/private-user-42/events'))
    expect(await response.json()).toMatchObject({ events: [{ data: { title: 'Drink water' } }] })
  })
})
