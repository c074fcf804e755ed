import { describe, expect, it } from 'vitest'
import { demoServer } from '../demo-server.ts'

const body = JSON.stringify({ channel: 'public-news', event: 'x', data: {} })

function flooded() {
  const { server } = demoServer({
    rateLimit: { perAddress: { requests: 50, seconds: 10 }, perUser: { requests: 5, seconds: 10 } },
  })
  return (path: string, address: string | undefined, token = 'token-42') =>
    server.fetch(
      new Request(`http://localhost${path}`, {
        method: path === '/healthz' ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(path === '/healthz' ? {} : { body }),
      }),
      { address },
    )
}

describe('rate limits', () => {
  it('stop a flood from one address, and leave others alone', async () => {
    const send = flooded()
    const statuses = await Promise.all(
      Array.from({ length: 1000 }, async () => (await send('/api/v1/pusher/auth', '192.0.2.1')).status),
    )
    expect(statuses.filter((status) => status === 429)).toHaveLength(950)
    const refused = await send('/api/v1/pusher/auth', '192.0.2.1')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send('/api/v1/pusher/auth', '192.0.2.2')).status).not.toBe(429)
    expect((await send('/healthz', '192.0.2.1')).status).toBe(200)
  })

  it('count what a user publishes, from any address', async () => {
    const send = flooded()
    const statuses: number[] = []
    for (let i = 0; i < 7; i++) {
      statuses.push((await send('/api/v1/realtime/trigger', `192.0.2.${i}`)).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect((await send('/api/v1/realtime/trigger', undefined, 'token-admin')).status).toBe(403)
  })
})
