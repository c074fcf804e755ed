import { describe, expect, it } from 'vitest'
import type { Authenticate, PusherServerOptions, RequestInfo } from 'react-pusher-kit/server'
import { bodyOf, channels, demoServer, socketId } from '../../demo-server.ts'

type Options = Partial<PusherServerOptions<typeof channels>>

/** A server that answers one request of each address. */
function counted(options: Options = {}) {
  const lines: string[] = []
  const { server } = demoServer({
    rateLimit: { perAddress: { requests: 1, seconds: 60 } },
    log: (_, message) => lines.push(message),
    ...options,
  })
  const ask = (address: unknown, headers: Record<string, string> = {}) =>
    server.fetch(new Request('http://localhost/api/v1/pusher/status', { headers }), {
      address,
    } as RequestInfo)
  /** Whether the second of two requests is counted with the first. */
  async function share(first: Parameters<typeof ask>, second: Parameters<typeof ask>): Promise<boolean> {
    expect((await ask(...first)).status).toBe(200)
    return (await ask(...second)).status === 429
  }
  return { ask, share, lines }
}

const forwarded = (value: string) => ({ 'x-forwarded-for': value })

describe('trustProxy', () => {
  it.each([true, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null, {}])(
    'refuses %j, which could let a client choose its address',
    (trustProxy) => {
      expect(() => demoServer({ trustProxy } as Options)).toThrow(
        /Expected `trustProxy` to be false or the count of proxies/,
      )
    },
  )

  it('takes no address out of headers by default', async () => {
    for (const header of [
      'x-forwarded-for',
      'x-real-ip',
      'forwarded',
      'cf-connecting-ip',
      'true-client-ip',
    ]) {
      const { share } = counted()
      const first = { [header]: '198.51.100.1' }
      const second = { [header]: '198.51.100.2' }
      expect([header, await share(['192.0.2.1', first], ['192.0.2.1', second])]).toEqual([header, true])
    }
  })

  it('never takes x-real-ip, with a proxy neither', async () => {
    const { share } = counted({ trustProxy: 1 })
    const first = { 'x-real-ip': '198.51.100.1' }
    expect(await share(['192.0.2.1', first], ['192.0.2.1', { 'x-real-ip': '198.51.100.2' }])).toBe(true)
  })

  it('takes the clients behind one proxy apart', async () => {
    const { share } = counted({ trustProxy: 1 })
    const proxy = '10.0.0.1'
    expect(await share([proxy, forwarded('198.51.100.1')], [proxy, forwarded('198.51.100.2')])).toBe(false)
  })

  it.each([
    [1, '198.51.100.1', '203.0.113.9, 198.51.100.1'],
    [1, '198.51.100.1', '203.0.113.9,junk,,  198.51.100.1'],
    [2, '198.51.100.1, 10.0.0.2', '203.0.113.9, 198.51.100.1, 10.0.0.2'],
    [3, '198.51.100.1, 10.0.0.3, 10.0.0.2', '1.1.1.1, 198.51.100.1, 10.0.0.3, 10.0.0.2'],
  ])('%i: counts from the right, whatever a client writes before', async (trustProxy, honest, forged) => {
    const { share } = counted({ trustProxy })
    expect(await share(['10.0.0.1', forwarded(honest)], ['10.0.0.1', forwarded(forged)])).toBe(true)
  })

  it('lets no client pass the limit by 1 000 forged addresses', async () => {
    for (const trustProxy of [false, 1, 2] as const) {
      const { ask } = counted({ trustProxy })
      let answered = 0
      for (let i = 0; i < 1000; i++) {
        const real = trustProxy === 2 ? ', 198.51.100.1, 10.0.0.2' : ', 198.51.100.1'
        const forged = `203.0.${i >> 8}.${i & 255}`
        const headers = { 'x-forwarded-for': forged + real, 'x-real-ip': forged }
        if ((await ask('10.0.0.1', headers)).status === 200) answered++
      }
      expect(answered).toBe(1)
    }
  })

  it('takes the oldest hop where fewer proxies were passed', async () => {
    const { share } = counted({ trustProxy: 2 })
    expect(
      await share(['10.0.0.1', forwarded('198.51.100.1')], ['10.0.0.2', forwarded('198.51.100.1')]),
    ).toBe(true)
    expect(await share(['192.0.2.7'], ['192.0.2.8'])).toBe(false)
  })

  it('counts on the proxy where it wrote no address', async () => {
    const { share } = counted({ trustProxy: 1 })
    expect(await share(['10.0.0.1', forwarded('unknown')], ['10.0.0.1', forwarded('_hidden')])).toBe(true)
  })

  it('works where the host does not tell the address of the proxy', async () => {
    const { share } = counted({ trustProxy: 1 })
    const first = forwarded('203.0.113.1, 198.51.100.1')
    expect(await share([undefined, first], [undefined, forwarded('203.0.113.2, 198.51.100.1')])).toBe(true)
    expect(await share([undefined, forwarded('198.51.100.2')], [undefined, forwarded('198.51.100.3')])).toBe(
      false,
    )
  })

  it('reads addresses as proxies write them, with a port and in brackets', async () => {
    const { share } = counted({ trustProxy: 1 })
    const proxy = '10.0.0.1'
    expect(await share([proxy, forwarded('198.51.100.1:4711')], [proxy, forwarded('198.51.100.1')])).toBe(
      true,
    )
    expect(await share([proxy, forwarded('[2001:db8::1]:443')], [proxy, forwarded('2001:db8::2')])).toBe(true)
  })

  it('warns once of a proxy that it was not told of', async () => {
    const { ask, lines } = counted()
    for (let i = 0; i < 5; i++) await ask(`10.0.0.${i}`, forwarded('198.51.100.1'))
    expect(lines.filter((line) => line.includes('trustProxy'))).toHaveLength(1)
  })
})

describe('the address', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:DB8:0001:0002:0:0:0:9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['::ffff:c000:201', '192.0.2.1', true],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
    ['fe80::1%eth0', 'fe80::2%eth1', true],
    ['192.0.2.1', '192.0.2.2', false],
  ])('%s and %s share a limit: %s', async (first, second, expected) => {
    const { share } = counted()
    expect(await share([first], [second])).toBe(expected)
  })

  it('may be an object of Node', async () => {
    const { share } = counted()
    const info = (address: string) => ({ address, family: 'IPv4', port: 4711 })
    expect(await share([info('192.0.2.1')], ['192.0.2.1'])).toBe(true)
    expect(await share([info('192.0.2.2')], [info('192.0.2.3')])).toBe(false)
  })

  it('is none where the host has none', async () => {
    for (const address of [undefined, null, '']) {
      const { share } = counted()
      expect(await share([address], [address])).toBe(false)
    }
  })

  it.each([
    5,
    true,
    {},
    [],
    ['192.0.2.1'],
    { address: 5 },
    { address: '' },
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
  ])('is refused in words when it is %j', async (address) => {
    const { ask, lines } = counted()
    const response = await ask(address)
    expect(response.status).toBe(500)
    expect(await bodyOf(response)).toMatchObject({
      code: 'invalid_address',
      error: expect.stringMatching(/Expected `address`.*IP address/) as string,
    })
    expect(lines.join()).toContain('request failed')
  })
})

describe('requests with a cookie behind a proxy that ends TLS', () => {
  const byCookie: Authenticate = ({ headers }) =>
    headers.get('cookie') === 'session=42' ? { id: '42' } : null
  const body = JSON.stringify({ socket_id: socketId, channel_name: 'private-user-42' })

  const ask = async (options: Options, headers: Record<string, string>) => {
    const { server } = demoServer({ authenticate: byCookie, ...options })
    const all = { 'content-type': 'application/json', cookie: 'session=42', ...headers }
    const request = new Request('http://inside:3000/api/v1/pusher/auth', {
      method: 'POST',
      body,
      headers: all,
    })
    return (await server.fetch(request, { address: '10.0.0.1' })).status
  }
  const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.example.com' }
  const origin = 'https://app.example.com'

  it('come from the own page', async () => {
    expect(await ask({ trustProxy: 1 }, { ...proxied, origin })).toBe(200)
    expect(
      await ask({ trustProxy: 1 }, { 'x-forwarded-proto': 'https', origin: 'https://inside:3000' }),
    ).toBe(200)
    const two = { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'app.example.com, lb.internal' }
    expect(await ask({ trustProxy: 2 }, { ...two, origin })).toBe(200)
  })

  it('are refused without a trusted proxy, and from other pages', async () => {
    expect(await ask({}, { ...proxied, origin })).toBe(403)
    expect(await ask({ trustProxy: 1 }, { ...proxied, origin: 'https://evil.example.com' })).toBe(403)
    expect(await ask({ trustProxy: 1 }, { ...proxied, origin: 'http://app.example.com' })).toBe(403)
    expect(await ask({ trustProxy: 1 }, { ...proxied, origin: 'null' })).toBe(403)
    const forged = { 'x-forwarded-host': 'evil.example.com, app.example.com', 'x-forwarded-proto': 'https' }
    expect(await ask({ trustProxy: 1 }, { ...forged, origin: 'https://evil.example.com' })).toBe(403)
  })

  it.each(['javascript', 'file', 'https://evil.example.com/?', ''])(
    'take no origin out of the protocol %j',
    async (proto) => {
      const headers = { 'x-forwarded-proto': proto, 'x-forwarded-host': 'app.example.com', origin: 'null' }
      expect(await ask({ trustProxy: 1 }, headers)).toBe(403)
    },
  )
})
