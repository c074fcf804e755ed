import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import HttpPusher from 'pusher'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
import { isLocalRequest, isOfThisMachine } from '../../../src/dev-server/http/loopback.ts'
import { clientAt, officialAt } from '../settings-at.ts'

const folder = mkdtempSync(join(tmpdir(), 'open-mode-'))
let dev: DevServer
const clients: Pusher[] = []

beforeAll(async () => {
  dev = await startDevServer({ port: 0, data: join(folder, 'data') })
})
afterAll(async () => {
  for (const client of clients) client.disconnect()
  await dev.close()
  rmSync(folder, { recursive: true })
})

/** pusher-js as an app configures it: no token, no header. */
function connect(): Pusher {
  const client = new Pusher(dev.app.key, {
    ...clientAt(dev.port),
    channelAuthorization: { endpoint: `${dev.url}/api/v1/pusher/auth`, transport: 'ajax' },
  })
  clients.push(client)
  return client
}

function joined(client: Pusher, name: string) {
  const channel = client.subscribe(name)
  return new Promise<typeof channel>((resolve, reject) => {
    channel.bind('pusher:subscription_succeeded', () => resolve(channel))
    channel.bind('pusher:subscription_error', (error: { error: string }) => reject(new Error(error.error)))
  })
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${dev.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** A request with headers that `fetch` does not let through. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: dev.port, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    call.on('error', reject).end()
  })
}

const names = [
  'my-channel',
  'presence-room-1',
  'private-chat.7',
  'private-user-somebody',
  'presence-admin',
  'cache-weather',
  'private-cache-x',
  'private-encrypted-x',
  'a'.repeat(164),
  'private-',
  'presence-',
  'private-constructor',
  'private-__proto__',
  '=@,.;-_',
]

describe('open mode', () => {
  it('is what a server on this machine is without a configuration', () => {
    expect(dev.mode).toBe('open')
  })

  it.each(names)('lets everybody join, publish to and read %s', async (name) => {
    const client = connect()
    const channel = await joined(client, name)
    const arrived = new Promise((resolve) => channel.bind('greeted', resolve))
    const sent = await post('/api/v1/realtime/trigger', { channel: name, event: 'greeted', data: { a: 1 } })
    expect(sent.status).toBe(200)
    expect(await arrived).toMatchObject({ a: 1 })
    const history = await fetch(`${dev.url}/api/v1/channels/${encodeURIComponent(name)}/events`)
    expect(history.status).toBe(200)
    client.disconnect()
  })

  it('numbers what is declared, and no other channel', async () => {
    const seqOf = async (channel: string) => {
      const body = { channel, event: 'e', data: {} }
      return ((await (await post('/api/v1/realtime/trigger', body)).json()) as { seq: number | null }).seq
    }
    expect(await seqOf('private-user-7')).toBe(1)
    expect(await seqOf('my-channel')).toBeNull()
    const line = await post('/api/v1/logs', { text: 'x' })
    expect(await line.json()).toMatchObject({ first_seq: 1 })
  })

  it('takes the events of the official package, and carries client events between two clients', async () => {
    const [one, two] = [connect(), connect()]
    const [mine, theirs] = await Promise.all([joined(one, 'private-talk'), joined(two, 'private-talk')])
    const published = new Promise((resolve) => mine.bind('published', resolve))
    const http = new HttpPusher(officialAt(dev.port, dev.app))
    await http.trigger('private-talk', 'published', { by: 'package' })
    expect(await published).toEqual({ by: 'package' })
    const said = new Promise((resolve) => theirs.bind('client-said', resolve))
    mine.trigger('client-said', { text: 'hello' })
    expect(await said).toEqual({ text: 'hello' })
    one.disconnect()
    two.disconnect()
  })

  it('refuses what is no channel name, by any route', async () => {
    for (const name of ['a b', '', 'a'.repeat(165), '#server-to-user-1', 'ünder']) {
      const sent = await post('/api/v1/realtime/trigger', { channel: name, event: 'e', data: {} })
      expect(sent.status).toBe(400)
    }
  })

  it('takes requests without credentials for the developer’s, the admin routes among them', async () => {
    expect((await fetch(`${dev.url}/admin/broadcaster-status`)).status).toBe(200)
    expect((await fetch(`${dev.url}/api/v1/pusher/usage`)).status).toBe(200)
    expect((await post('/api/v1/demo/tasks', {})).status).toBe(202)
    const auth = await post('/api/v1/pusher/auth', { socket_id: '1.2', channel_name: 'presence-x' })
    const { channel_data } = (await auth.json()) as { channel_data: string }
    expect(JSON.parse(channel_data)).toMatchObject({ user_id: 'dev' })
  })

  it('refuses credentials that are wrong, and says what would be right', async () => {
    for (const authorization of ['Bearer wrong', 'Basic ZGV2OmRldg==', 'Bearer']) {
      for (const path of ['/api/v1/pusher/auth', '/api/v1/demo/tasks']) {
        const refused = await post(path, { socket_id: '1.2', channel_name: 'private-x' }, { authorization })
        expect(refused.status).toBe(401)
        expect(await refused.json()).toMatchObject({
          error: expect.stringContaining('react-pusher-kit token') as string,
          code: 'unauthenticated',
        })
      }
    }
  })

  it.each([
    [{ 'x-forwarded-for': '203.0.113.7' }],
    [{ 'x-forwarded-host': 'abc.tunnel.example' }],
    [{ 'x-forwarded-proto': 'https' }],
    [{ forwarded: 'for=203.0.113.7' }],
    [{ 'x-forwarded-for': '127.0.0.1', referer: 'http://localhost:5173/' }],
    [
      {
        'x-forwarded-for': '127.0.0.1',
        'sec-fetch-site': 'same-origin',
        referer: 'https://tunnel.example/',
      },
    ],
    [{ 'x-forwarded-for': '127.0.0.1', 'sec-fetch-site': 'same-origin', referer: 'not a URL' }],
  ])('refuses a request that a proxy brings: %j', async (headers) => {
    for (const path of [
      '/',
      '/dev-config.json',
      '/api/v1/channels/logs/events',
      '/app/x',
      '/apps/1/channels',
    ]) {
      const { status, text } = await raw(path, headers)
      expect(status).toBe(403)
      expect(JSON.parse(text)).toMatchObject({
        error: expect.stringContaining('--require-token') as string,
        code: 'forwarded_refused',
        field: Object.keys(headers)[0],
      })
      expect(text).not.toContain(dev.token)
    }
  })

  it('lets the proxy of a bundler pass, whose page is one of this machine', async () => {
    const forwarded = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost:5173' }
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:4321']) {
      const sent = await post(
        '/api/v1/pusher/auth',
        { socket_id: '1.2', channel_name: 'private-x' },
        { ...forwarded, origin },
      )
      expect(sent.status).toBe(200)
    }
    // Browsers send no origin with a GET of the page's own.
    const ofPage = { ...forwarded, 'sec-fetch-site': 'same-origin', referer: 'http://localhost:3000/room' }
    expect((await raw('/api/v1/channels/logs/events', ofPage)).status).toBe(200)
  })

  it('refuses foreign pages, foreign host names and posts of forms before all of it', async () => {
    const json = { 'content-type': 'application/json' }
    for (const [headers, code] of [
      [{ ...json, origin: 'https://evil.example' }, 'origin_refused'],
      [{ ...json, origin: 'null' }, 'origin_refused'],
      [{ ...json, 'sec-fetch-site': 'cross-site' }, 'cross_site_refused'],
      [{ 'content-type': 'application/x-www-form-urlencoded' }, 'content_type_refused'],
      [{ 'content-type': 'text/plain' }, 'content_type_refused'],
    ] as const) {
      const refused = await fetch(`${dev.url}/api/v1/realtime/trigger`, {
        method: 'POST',
        headers,
        body: '{"channel":"x","event":"e","data":{}}',
      })
      expect(refused.status).toBe(403)
      expect(await refused.json()).toMatchObject({ code })
    }
    const rebound = await raw('/api/v1/channels/logs/events', { host: 'evil.example:8000' })
    expect(rebound.status).toBe(403)
    expect(rebound.text).toContain('host_refused')
  })
})

describe('pusher-js without a WebSocket', () => {
  it.each(['xhr_streaming', 'xhr_polling'] as const)(
    'gets an error with the reason by %s, and tries again',
    async (transport) => {
      const client = new Pusher(dev.app.key, {
        cluster: '',
        wsHost: '127.0.0.1',
        wsPort: dev.port,
        httpHost: '127.0.0.1',
        httpPort: dev.port,
        forceTLS: false,
        enabledTransports: [transport],
      })
      clients.push(client)
      const states: string[] = []
      client.connection.bind('state_change', ({ current }: { current: string }) => states.push(current))
      const errors: unknown[] = []
      await new Promise<void>((resolve) => {
        client.connection.bind('error', (error: unknown) => {
          errors.push(error)
          if (errors.length === 2) resolve()
        })
      })
      const message = expect.stringMatching(/^Expected a WebSocket but .*`ws`/) as string
      expect(errors[0]).toEqual({
        type: 'WebSocketError',
        error: { type: 'PusherError', data: { code: 4150, message } },
      })
      expect(states).not.toContain('failed')
      client.disconnect()
    },
  )

  it.each(['/pusher/info', '/pusher/123/abcdefgh/websocket', '/pusher/app/key/1/abcdefgh/xhr_streaming'])(
    'gets %s answered by a sentence',
    async (path) => {
      const response = await fetch(`${dev.url}${path}`)
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({
        error: expect.stringContaining('WebSocket') as string,
        code: 'transport_unsupported',
      })
    },
  )
})

describe('pages of this machine', () => {
  const route = () => `${dev.url}/api/v1/pusher/auth`

  it.each(['http://localhost:5174', 'http://127.0.0.1:4321', 'http://localhost:5173'])(
    'on any port may read answers, refusals included: %s',
    async (origin) => {
      const preflight = await fetch(route(), {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
      expect(preflight.status).toBe(204)
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin)
      expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type')
      const refused = await fetch(route(), { method: 'POST', headers: { origin } })
      expect(refused.status).toBe(400)
      expect(refused.headers.get('access-control-allow-origin')).toBe(origin)
    },
  )
})

it('needs no cookie, so that those of other servers of this machine, which a proxy brings along, mean nothing', async () => {
  const headers = { cookie: 'session=of-another-port', origin: 'http://localhost:5174' }
  const asked = await post('/api/v1/pusher/auth', { socket_id: '1.2', channel_name: 'private-x' }, headers)
  expect(asked.status).toBe(200)
})

it('lets only the pages read answers that origins lists, where it lists some and open mode is off', async () => {
  const origins = ['https://app.example.com']
  const listed = await startDevServer({ port: 0, data: join(folder, 'listed'), requireToken: true, origins })
  for (const [origin, allowed] of [
    ['https://app.example.com', 'https://app.example.com'],
    ['http://localhost:5173', null],
  ] as const) {
    const answer = await fetch(`${listed.url}/api/v1/pusher/auth`, { method: 'POST', headers: { origin } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
    const config = await fetch(`${listed.url}/dev-config.json`, { headers: { origin } })
    expect(config.headers.get('access-control-allow-origin')).toBeNull()
  }
  await listed.close()
})

describe('the token and the log', () => {
  it.each(['/dev-config.json', '/dev-log'])(
    'cannot be read at %s by a page of another port',
    async (path) => {
      const page = await fetch(`${dev.url}${path}`, { headers: { origin: 'http://localhost:5173' } })
      expect(page.headers.get('access-control-allow-origin')).toBeNull()
      await page.body?.cancel()
      const preflight = await fetch(`${dev.url}${path}`, {
        method: 'OPTIONS',
        headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'GET' },
      })
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    },
  )
})

describe('open mode ends where others could come in', () => {
  const data = join(folder, 'beyond')

  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.com'])(
    'at a bind to %s, which needs a configuration or the token',
    async (host) => {
      await expect(startDevServer({ port: 0, host, data })).rejects.toThrow(
        new RegExp(`^Expected --config or --require-token with --host ${host.replace(/\W/g, '\\$&')},`),
      )
    },
  )

  it('with requireToken, on this machine too: no request passes without the token', async () => {
    const closed = await startDevServer({ port: 0, host: '0.0.0.0', data, requireToken: true })
    expect(closed.mode).toBe('demo')
    const at = `http://127.0.0.1:${closed.port}`
    const body = JSON.stringify({ channel: 'public-x', event: 'e', data: {} })
    const headers = { 'content-type': 'application/json' }
    const trigger = (more: object) =>
      fetch(`${at}/api/v1/realtime/trigger`, { method: 'POST', headers: { ...headers, ...more }, body })
    expect((await trigger({})).status).toBe(401)
    expect((await trigger({ authorization: `Bearer ${closed.token}` })).status).toBe(200)
    const config = async (init?: RequestInit) =>
      (await fetch(`${at}/dev-config.json`, init)).json() as Promise<{ token: string | null }>
    expect((await config()).token).toBe(closed.token)
    expect((await config({ headers: { 'x-forwarded-for': '203.0.113.7' } })).token).toBeNull()
    await closed.close()
  })

  it('with a configuration: the identity of a tab counts on this machine alone', async () => {
    const config = {
      channels: { 'presence-room-1': { events: {} } },
      authorize: { 'presence-room-1': () => true },
      users: [{ id: 'ana', info: { name: 'Ana' } }],
    }
    const configured = await startDevServer({ port: 0, data, config })
    expect(configured.mode).toBe('config')
    const askAs = (headers: Record<string, string>) =>
      fetch(`${configured.url}/api/v1/pusher/auth`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ socket_id: '1.2', channel_name: 'presence-room-1' }),
      })
    const ana = { 'x-pusher-kit-dev-user': 'user:ana' }
    expect((await askAs(ana)).status).toBe(200)
    expect((await askAs({})).status).toBe(401)
    const forwarded = { ...ana, 'x-forwarded-for': '203.0.113.7' }
    const refused = await askAs(forwarded)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({
      error: expect.stringContaining('another machine') as string,
      field: 'x-pusher-kit-dev-user',
    })
    // The proxy of a bundler.
    expect((await askAs({ ...forwarded, origin: 'http://localhost:5173' })).status).toBe(200)
    const page = await fetch(`${configured.url}/dev-log`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(page.status).toBe(401)
    await configured.close()
  })
})

it('with requireToken and a configuration, a tab has no identity, also after a change of the configuration', async () => {
  const config = {
    channels: { 'private-x': { events: {} } },
    authorize: { 'private-x': () => true },
    users: [{ id: 'ana' }],
  }
  const data = join(folder, 'both')
  const both = await startDevServer({ port: 0, data, config, requireToken: true })
  const statusOf = async (headers: Record<string, string>) => {
    const body = JSON.stringify({ socket_id: '1.2', channel_name: 'private-x' })
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }
    return (await fetch(`${both.url}/api/v1/pusher/auth`, init)).status
  }
  const identity = { 'x-pusher-kit-dev-user': 'user:ana' }
  expect(await statusOf(identity)).toBe(401)
  expect(await statusOf({ authorization: `Bearer ${both.token}` })).toBe(200)
  await both.useConfig({ ...config, users: [{ id: 'ana' }, { id: 'ben' }] })
  expect(await statusOf(identity)).toBe(401)
  expect(await statusOf({ authorization: `Bearer ${both.token}` })).toBe(200)
  await both.close()
})

describe('isOfThisMachine', () => {
  const withHeaders = (headers: Record<string, string> = {}) => new Request('http://localhost/', { headers })

  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'is true of a connection from %s',
    (address) => {
      expect(isOfThisMachine(withHeaders(), address)).toBe(true)
      expect(isLocalRequest(withHeaders(), address)).toBe(true)
    },
  )

  it.each(['192.168.1.7', '10.0.0.1', '::ffff:192.168.1.7', 'fe80::1', '', undefined])(
    'is false of a connection from %s, whatever its headers say',
    (address) => {
      const origin = 'http://localhost:5173'
      expect(isOfThisMachine(withHeaders({ origin, 'x-forwarded-for': '127.0.0.1' }), address)).toBe(false)
      expect(isLocalRequest(withHeaders({ origin }), address)).toBe(false)
    },
  )
})
