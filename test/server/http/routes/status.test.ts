import { describe, expect, it } from 'vitest'
import { BroadcastError } from 'react-pusher-kit/server'
import type { Broadcaster } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../../demo-server.ts'

const origin = 'https://app.example.com'
const path = '/api/v1/pusher/status'

function backend(name: string, key = `key-${name}`): Broadcaster & { isLimited: boolean } {
  const self = {
    name,
    type: 'pusher' as const,
    key,
    secret: 'secret',
    cluster: 'eu',
    useTls: true,
    isLimited: false,
    send: async () => {
      if (self.isLimited) throw new BroadcastError('quota', 'Over quota.')
      return null
    },
    terminateUser: async () => {},
  }
  return self
}

function start(key?: string) {
  const primary = backend('primary', key)
  const demo = demoServer({
    broadcaster: { primary, fallbacks: [backend('fallback')] },
    cors: { origins: [origin] },
  })
  const trigger = () =>
    demo.post('/api/v1/realtime/trigger', { channel: 'public-news', event: 'x', data: {} })
  return { ...demo, primary, trigger }
}

describe('the backend that the server publishes to', () => {
  it('is in every answer, and pages of other origins can read it', async () => {
    const { request, trigger, post, primary } = start()
    const headers = { origin }
    const answers = async () => [
      await request(path, { headers }),
      await request('/no/such/route', { headers }),
      await request('/healthz', { headers }),
      await request('/admin/broadcaster-status', { headers, token: null }),
      await post('/api/v1/pusher/auth', { socket_id: 'wrong' }),
      await post('/api/v1/realtime/trigger', []),
    ]
    const named = (all: Response[]) => all.map((response) => response.headers.get('x-pusher-backend'))
    const before = await answers()
    expect(named(before)).toEqual(before.map(() => 'key-primary'))
    expect(before[0]?.headers.get('access-control-expose-headers')).toContain('x-pusher-backend')
    primary.isLimited = true
    // The message itself went to the fallback.
    expect(named([await trigger()])).toEqual(['key-fallback'])
    expect(named(await answers())).toEqual(before.map(() => 'key-fallback'))
  })

  it('is percent-encoded there', async () => {
    const { request } = start('ключ 1')
    const response = await request(path)
    expect(decodeURIComponent(response.headers.get('x-pusher-backend') ?? '')).toBe('ключ 1')
    expect(await bodyOf(response)).toMatchObject({ active: 'ключ 1' })
  })

  it('is answered with 304 while nothing has changed', async () => {
    const { request, trigger, primary } = start()
    const first = await request(path)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[0-9a-f]{16}"$/)
    for (const known of [etag, etag.slice(2), `"other", ${etag}`]) {
      const again = await request(path, { headers: { 'if-none-match': known } })
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect(again.headers.get('x-pusher-backend')).toBe('key-primary')
      expect(again.headers.get('etag')).toBe(etag)
    }
    // Counts are not part of it.
    await trigger()
    expect((await request(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    for (const other of ['', '"', '*x', 'W/"0000000000000000"', etag.toUpperCase()]) {
      expect((await request(path, { headers: { 'if-none-match': other } })).status).toBe(200)
    }
    primary.isLimited = true
    await trigger()
    const changed = await request(path, { headers: { 'if-none-match': etag } })
    expect([changed.status, await bodyOf(changed)]).toMatchObject([200, { active: 'key-fallback' }])
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  it('may be asked for with a tag by pages of other origins', async () => {
    const { request } = start()
    const headers = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'if-none-match',
    }
    const response = await request(path, { method: 'OPTIONS', headers, token: null })
    expect(response.headers.get('access-control-allow-headers')).toContain('if-none-match')
    expect(
      (await request(path, { headers: { origin } })).headers.get('access-control-expose-headers'),
    ).toContain('etag')
  })
})
