import { describe, expect, it } from 'vitest'
import type { Authenticate } from 'react-pusher-kit/server'
import { bodyOf, demoServer, socketId } from '../../demo-server.ts'

const origin = 'https://app.example.com'
const path = '/api/v1/pusher/auth'
const body = JSON.stringify({ socket_id: socketId, channel_name: 'private-user-42' })
const byCookie: Authenticate = ({ headers }) => (headers.get('cookie') === 'session=42' ? { id: '42' } : null)

describe('cross-origin requests', () => {
  it('are readable for the listed origins only', async () => {
    const { request } = demoServer({ cors: { origins: [origin], credentials: true } })
    const listed = await request('/api/v1/pusher/status', { headers: { origin } })
    expect(listed.headers.get('access-control-allow-origin')).toBe(origin)
    expect(listed.headers.get('access-control-allow-credentials')).toBe('true')
    for (const other of ['https://evil.example.com', `${origin}.evil.com`, 'null']) {
      const response = await request('/api/v1/pusher/status', { headers: { origin: other } })
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('are answered before they are sent', async () => {
    const { request } = demoServer({ cors: { origins: [origin] } })
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    const response = await request(path, { method: 'OPTIONS', headers, token: null })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  it.each(['*', 'https://*.example.com', 'app.example.com', 'https://app.example.com/'])(
    'cannot be opened for %s',
    (wrong) => {
      expect(() => demoServer({ cors: { origins: [wrong] } })).toThrow(/exact origins/)
    },
  )
})

describe('requests with a cookie', () => {
  const ask = async (headers: Record<string, string>, cors?: { origins: string[] }) => {
    const { request } = demoServer({ authenticate: byCookie, ...(cors ? { cors } : {}) })
    const all = { 'content-type': 'application/json', cookie: 'session=42', ...headers }
    return request(path, { method: 'POST', body, token: null, headers: all })
  }

  it('come from the own or a listed origin', async () => {
    expect((await ask({ origin: 'http://localhost' })).status).toBe(200)
    expect((await ask({ origin }, { origins: [origin] })).status).toBe(200)
  })

  it.each([{ origin: 'https://evil.example.com' }, { origin: 'null' }, {}])(
    'are refused with %j',
    async (headers) => {
      const response = await ask(headers, { origins: [origin] })
      expect(response.status).toBe(403)
      expect(await bodyOf(response)).toMatchObject({ code: 'forbidden_origin' })
    },
  )
})
