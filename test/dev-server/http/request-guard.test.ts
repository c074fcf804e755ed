import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import HttpPusher from 'pusher'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer, DevServerOptions } from 'react-pusher-kit/dev-server'
import { requestGuard } from '../../../src/dev-server/http/request-guard.ts'
import { stored } from '../processes.ts'
import { clientAt } from '../settings-at.ts'

const guard = requestGuard({ allowHosts: ['dev.local', '192.168.1.5'], origins: ['https://app.example.com'] })
const own = { host: 'localhost:8000' }

describe('requestGuard', () => {
  it.each([
    'localhost',
    'localhost:8000',
    'LOCALHOST:1',
    'localhost.:8000',
    'app.localhost:3000',
    '127.0.0.1',
    '127.8.9.10:65535',
    '[::1]',
    '[::1]:8000',
    'dev.local:8000',
    'DEV.local',
    '192.168.1.5:8000',
  ])('lets the host %s pass', (host) => {
    expect(guard({ host }, 'GET', '/')).toBeNull()
  })

  it.each([
    [undefined],
    [''],
    ['evil.example.com'],
    ['localhost.evil.com'],
    ['evillocalhost'],
    ['127.0.0.1.evil.com'],
    ['x@127.0.0.1'],
    ['127.0.0.1@evil.com'],
    ['127.0.0.1:80:80'],
    ['127.0.0.1/'],
    ['127.1'],
    ['0.0.0.0'],
    ['192.168.1.6'],
    ['sub.dev.local'],
    ['[::2]'],
    ['::1'],
    ['constructor'],
    ['localhost:99999'],
    ['127.999.0.1'],
  ])('refuses the host %s and names the flag', (host) => {
    const refusal = guard(host === undefined ? {} : { host }, 'GET', '/')
    expect(refusal).toMatchObject({ code: 'host_refused', field: 'host' })
    expect(refusal?.error).toMatch(/Expected the header Host .* but got .*--allow-host/)
  })

  it.each([
    ['http://localhost:8000'],
    ['http://localhost:3000'],
    ['https://127.0.0.1'],
    ['http://[::1]:6006'],
    ['http://story.localhost:1'],
    ['https://app.example.com'],
  ])('lets pages of %s pass', (origin) => {
    expect(guard({ ...own, origin }, 'POST', '/')).toBeNull()
  })

  it('lets a page pass that an allowed host served', () => {
    expect(guard({ host: 'dev.local:8000', origin: 'http://dev.local:8000' }, 'POST', '/')).toBeNull()
    expect(guard({ host: 'dev.local:8000', origin: 'http://dev.local:9000' }, 'POST', '/')).toMatchObject({
      code: 'origin_refused',
    })
  })

  it.each([
    ['null'],
    [''],
    ['https://evil.example.com'],
    ['http://localhost.evil.com'],
    ['http://localhost@evil.com'],
    ['http://evil.com/localhost'],
    ['https://app.example.com:444'],
    ['http://app.example.com'],
    ['file://localhost'],
    ['javascript://localhost'],
    ['http://localhost\u001b[31m'],
  ])('refuses pages of %j, by any method', (origin) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
      expect(guard({ ...own, origin }, method, '/')).toMatchObject({
        code: 'origin_refused',
        field: 'origin',
      })
    }
    expect(guard({ ...own, origin }, 'GET', '/')?.error).toMatch(/^[\u0020-\u007e]+$/)
  })

  it('says that no flag allows the origin null, and which allows others', () => {
    expect(guard({ ...own, origin: 'null' }, 'GET', '/')?.error).toContain('no flag allows it')
    expect(guard({ ...own, origin: 'https://x.test' }, 'GET', '/')?.error).toContain(
      '--origin https://x.test',
    )
  })

  const foreign = { ...own, 'sec-fetch-site': 'cross-site' } as const

  it('lets a foreign page link to a page, and load nothing', () => {
    const link = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect(guard(link, 'GET', '/')).toBeNull()
    const refusal = { code: 'cross_site_refused', field: 'sec-fetch-site' }
    expect(guard(link, 'POST', '/')).toMatchObject(refusal)
    expect(guard({ ...link, 'sec-fetch-dest': 'iframe' }, 'GET', '/')).toMatchObject(refusal)
    expect(
      guard({ ...foreign, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, 'GET', '/'),
    ).toMatchObject(refusal)
    expect(guard(foreign, 'GET', '/')).toMatchObject(refusal)
    expect(guard({ ...foreign, origin: 'http://127.0.0.1:3000' }, 'GET', '/')).toBeNull()
    for (const site of ['same-origin', 'same-site', 'none']) {
      expect(guard({ ...own, 'sec-fetch-site': site }, 'GET', '/')).toBeNull()
    }
  })

  it.each([
    ['/api/v1/logs', 'application/json', true],
    ['/api/v1/logs', 'Application/JSON; charset=utf-8', true],
    ['/api/v1/logs', 'text/plain;charset=UTF-8', false],
    ['/api/v1/logs', 'text/plain; application/json', false],
    ['/api/v1/logs', 'application/x-www-form-urlencoded', false],
    ['/api/v1/logs', 'multipart/form-data; boundary=x', false],
    ['/api/v1/logs', undefined, false],
    ['/api/v1/logs?x=/pusher/auth', 'application/x-www-form-urlencoded', false],
    ['/api/v1/pusher/auth', 'application/x-www-form-urlencoded', true],
    ['/pusher/auth?backend=x', 'application/x-www-form-urlencoded', true],
    ['/api/v1/pusher/user-auth', 'application/x-www-form-urlencoded', true],
    ['/api/v1/pusher/auth', 'text/plain', false],
    ['/pusher/webhook', 'application/json', true],
    ['/pusher/webhook', 'text/plain', false],
    ['/apps/1/events', 'text/plain', true],
  ])('at %s takes a body of type %s: %s', (path, type, passes) => {
    const headers = { ...own, 'content-length': '2', ...(type === undefined ? {} : { 'content-type': type }) }
    const refusal = guard(headers, 'POST', path)
    const expected = passes ? {} : { code: 'content_type_refused', field: 'content-type' }
    expect({ code: refusal?.code, field: refusal?.field }).toEqual({
      code: undefined,
      field: undefined,
      ...expected,
    })
  })

  it('asks for a type in requests with a body only', () => {
    expect(guard({ ...own, 'content-length': '0' }, 'POST', '/api/v1/demo/tasks')).toBeNull()
    expect(guard({ ...own, 'content-type': 'text/plain' }, 'GET', '/')).toBeNull()
    expect(guard({ ...own, 'transfer-encoding': 'chunked' }, 'POST', '/api/v1/logs')).not.toBeNull()
  })
})

interface Answer {
  status: number
  type: string
  body: string
}

/** A request whose headers go out exactly as given. */
function send(
  { port }: DevServer,
  path: string,
  headers: Record<string, string>,
  { method = 'GET', body }: { method?: string; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          body: text,
        }),
      )
    })
    call.on('error', reject).end(body)
  })
}

/** Everything that comes back for some lines over a bare socket, until the server closes it. */
function sendRaw({ port }: DevServer, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connectTcp(port, '127.0.0.1', () => socket.write([...lines, '', ''].join('\r\n')))
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    socket.on('close', () => resolve(text)).on('error', reject)
  })
}

/** The status of an upgrade, 101 when it was taken. */
function upgrade(dev: DevServer, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${dev.port}/app/${dev.app.key}?protocol=7`, { headers })
    socket.on('open', () => {
      socket.terminate()
      resolve({ status: 101, type: '', body: '' })
    })
    socket.on('unexpected-response', (_, response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      const { statusCode = 0, headers: answered } = response
      response.on('end', () =>
        resolve({ status: statusCode, type: answered['content-type'] ?? '', body: text }),
      )
    })
    socket.on('error', reject)
  })
}

describe('the dev server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'request-guard-'))
  const servers: DevServer[] = []
  let dev: DevServer

  async function start(options: DevServerOptions = {}): Promise<DevServer> {
    const server = await startDevServer({ port: 0, data: join(folder, String(servers.length)), ...options })
    servers.push(server)
    return server
  }

  beforeAll(async () => {
    dev = await start()
  })
  afterAll(async () => {
    for (const server of servers) await server.close()
    rmSync(folder, { recursive: true })
  })

  const everywhere = [
    '/',
    '/dev-config.json',
    '/api/v1/pusher/status',
    '/healthz',
    '/apps/1/channels',
    '/x.js',
  ]

  it.each(everywhere)(
    'refuses a host name that was pointed to it, at %s, before any routing',
    async (path) => {
      const { status, type, body } = await send(dev, path, { host: `rebound.example.com:${dev.port}` })
      expect([status, type]).toEqual([403, 'application/json'])
      expect(JSON.parse(body)).toEqual({
        error: expect.stringContaining('--allow-host rebound.example.com allows it') as string,
        code: 'host_refused',
        field: 'host',
      })
      expect(body).not.toContain(dev.token)
    },
  )

  it.each(everywhere)('refuses a page of another site at %s', async (path) => {
    for (const origin of ['https://evil.example.com', 'null']) {
      const { status, body } = await send(dev, path, { origin })
      expect([status, JSON.parse(body)]).toMatchObject([403, { code: 'origin_refused' }])
    }
    const { status } = await send(dev, path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })
    expect(status).toBe(403)
  })

  it('refuses upgrades of a foreign page and of a foreign name with 403 and the same sentence', async () => {
    const page = await upgrade(dev, { origin: 'https://evil.example.com' })
    expect([page.status, page.type]).toEqual([403, 'application/json'])
    expect(JSON.parse(page.body)).toEqual(
      JSON.parse((await send(dev, '/', { origin: 'https://evil.example.com' })).body),
    )
    expect((await upgrade(dev, { origin: 'null' })).status).toBe(403)
    const name = await upgrade(dev, { host: 'rebound.example.com' })
    expect([name.status, JSON.parse(name.body)]).toMatchObject([403, { code: 'host_refused' }])
    expect((await upgrade(dev, {})).status).toBe(101)
    expect((await upgrade(dev, { origin: 'http://localhost:9999' })).status).toBe(101)
  })

  it('refuses requests without a host, and upgrades to other paths and protocols', async () => {
    expect(await sendRaw(dev, ['GET /dev-config.json HTTP/1.0'])).toMatch(/^HTTP\/1\.1 403 [^]*host_refused/)
    for (const protocol of ['websocket', 'h2c', 'x']) {
      const lines = ['GET /elsewhere HTTP/1.1', 'Host: evil.example.com', 'Connection: Upgrade']
      expect(await sendRaw(dev, [...lines, `Upgrade: ${protocol}`])).toMatch(
        /^HTTP\/1\.1 403 [^]*host_refused/,
      )
    }
  })

  it('stores nothing of a form or a text that a page posts without asking', async () => {
    const authorization = `Bearer ${dev.token}`
    const body = JSON.stringify({ text: 'smuggled', thread_id: 'smuggled' })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { authorization, 'content-type': type }
      const refused = await send(dev, '/api/v1/logs', headers, { method: 'POST', body })
      expect([refused.status, JSON.parse(refused.body)]).toMatchObject([
        403,
        { code: 'content_type_refused' },
      ])
    }
    const headers = { authorization, 'content-type': 'application/json' }
    expect((await send(dev, '/api/v1/logs', headers, { method: 'POST', body })).status).toBe(202)
    expect((await stored(dev.url, 'smuggled')).texts).toEqual(['smuggled'])
  })

  it('takes the forms of pusher-js, and what the official package and this server’s own webhooks send', async () => {
    const pusher = new Pusher(dev.app.key, {
      ...clientAt(dev.port),
      channelAuthorization: {
        endpoint: `${dev.url}/api/v1/pusher/auth`,
        transport: 'ajax',
        headers: { authorization: `Bearer ${dev.token}` },
      },
    })
    const channel = pusher.subscribe('private-user-dev')
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
    const received = new Promise((resolve) => channel.bind('notification', resolve))
    const { id: appId, key, secret } = dev.app
    const at = { host: '127.0.0.1', port: String(dev.port), useTLS: false }
    const http = new HttpPusher({ appId, key, secret, ...at })
    expect((await http.trigger('private-user-dev', 'notification', { x: 1 })).status).toBe(200)
    expect(await received).toEqual({ x: 1 })
    pusher.disconnect()
  })

  it('takes the names of allowHosts and the pages of origins', async () => {
    const open = await start({ allowHosts: ['dev.local'], origins: ['https://app.example.com'] })
    expect((await send(open, '/healthz', { host: 'DEV.local:8000' })).status).toBe(200)
    const config = JSON.parse((await send(open, '/dev-config.json', { host: 'dev.local' })).body) as object
    expect(config).toMatchObject({ wsHost: 'dev.local', wsPort: 80, token: open.token })
    const page = { host: 'dev.local', origin: 'https://app.example.com' }
    expect((await send(open, '/healthz', page)).status).toBe(200)
    expect((await upgrade(open, page)).status).toBe(101)
    expect((await send(open, '/healthz', { host: 'other.local' })).status).toBe(403)
  })
})
