import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as route from '../../examples/next/route.ts'
import { startIssuer } from './issuer.ts'

type Issuer = Awaited<ReturnType<typeof startIssuer>>

const audience = 'chat'

describe('the route handler for Next.js', () => {
  let issuer: Issuer
  let token: string

  beforeAll(async () => {
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
    vi.stubEnv('AUTH_JWKS_URL', undefined)
    vi.stubEnv('AUTH_ISSUER', issuer.issuer)
    vi.stubEnv('AUTH_AUDIENCE', audience)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
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
    await expect(route.GET(request('/pusher/status'))).rejects.toThrow('AUTH_JWKS_URL')
    vi.stubEnv('AUTH_JWKS_URL', issuer.jwksUrl)
    vi.stubEnv('NODE_ENV', 'production')
    await expect(route.GET(request('/pusher/status'))).rejects.toThrow('DATABASE_URL')
    vi.stubEnv('NODE_ENV', 'development')
    expect((await route.GET(request('/pusher/status'))).status).toBe(200)
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

  it('hands out the history of the one who asks', async () => {
    const response = await route.GET(request('/channels/private-user-42/events'))
    expect(await response.json()).toMatchObject({ events: [], last_seq: 0 })
    expect((await route.GET(request('/channels/private-user-43/events'))).status).toBe(403)
  })
})
