import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
import { clientAt } from './settings-at.ts'

/** The status and the text of a GET whose path and Host go out exactly as given. */
function rawGet(dev: DevServer, path: string, host?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host }
    const call = request({ host: '127.0.0.1', port: dev.port, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    call.on('error', reject).end()
  })
}

/** What `GET /dev-log` sends until it holds a text. */
async function readDevLog(url: string, until: string, after = 0): Promise<string> {
  const controller = new AbortController()
  const { body } = await fetch(`${url}/dev-log?after=${after}`, { signal: controller.signal })
  let text = ''
  for await (const bytes of body ?? []) {
    text += Buffer.from(bytes).toString('utf8')
    if (text.includes(until)) break
  }
  controller.abort()
  return text
}

describe('startDevServer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dev-server-'))
  const consoleFolder = join(folder, 'console')
  let dev: DevServer

  beforeAll(async () => {
    mkdirSync(consoleFolder)
    writeFileSync(join(consoleFolder, 'index.html'), '<title>console</title>')
    writeFileSync(join(consoleFolder, 'app.js'), 'export {}')
    writeFileSync(join(folder, 'secret.txt'), 'hidden text')
    dev = await startDevServer({ port: 0, data: join(folder, 'data'), consoleFolder, requireToken: true })
  })
  afterAll(async () => {
    await dev.close()
    rmSync(folder, { recursive: true })
  })

  const authorized = (path: string, init: Omit<RequestInit, 'headers'> = {}) =>
    fetch(`${dev.url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${dev.token}`,
        ...(init.body ? { 'content-type': 'application/json' } : {}),
      },
    })

  function connect() {
    return new Pusher(dev.app.key, {
      ...clientAt(dev.port),
      channelAuthorization: {
        endpoint: `${dev.url}/api/v1/pusher/auth`,
        transport: 'ajax',
        headers: { authorization: `Bearer ${dev.token}` },
      },
    })
  }

  it('serves the console', async () => {
    expect((await rawGet(dev, '/')).text).toBe('<title>console</title>')
    expect((await rawGet(dev, '/?dev-user=ana')).text).toBe('<title>console</title>')
    expect((await rawGet(dev, '/app.js')).text).toBe('export {}')
    expect((await rawGet(dev, '/missing.js')).status).toBe(404)
  })

  it('serves the page of a run to browsers, and the routes beside it to everybody', async () => {
    const ask = async (path: string, accept: string) => {
      const response = await fetch(`${dev.url}${path}`, { headers: { accept } })
      return { status: response.status, text: await response.text() }
    }
    expect((await ask('/admin/run.1', 'text/html')).text).toBe('<title>console</title>')
    expect((await ask('/logs', 'text/html')).text).toBe('<title>console</title>')
    expect((await ask('/admin/run.1', 'application/json')).status).toBe(404)
    for (const path of ['/admin/broadcaster-status', '/admin/channels']) {
      expect((await ask(path, 'text/html')).text).not.toContain('<title>')
    }
  })

  it.each([
    '/metrics',
    '/some/route?x=1',
    '/api',
    '/api/v1/pusher/nope',
    '/pusher/nope',
    '/admin/nope/nope',
    '/missing.js',
    '/constructor',
    '/.env',
  ])('answers the unknown path %s with 404 as JSON', async (path) => {
    for (const method of ['GET', 'POST']) {
      const response = await fetch(`${dev.url}${path}`, { method, headers: { accept: 'text/html' } })
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ code: 'not_found' })
    }
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/x/../../secret.txt',
    '/%00.txt',
    '/%',
  ])('serves nothing outside of the console for %s', async (path) => {
    const { status, text } = await rawGet(dev, path)
    expect(text).not.toContain('hidden text')
    expect(status).not.toBe(500)
  })

  it('tells the console how to connect, and no page of a foreign host name', async () => {
    const config = JSON.parse((await rawGet(dev, '/dev-config.json', 'localhost:8000')).text) as object
    expect(config).toEqual({
      appKey: dev.app.key,
      cluster: '',
      wsHost: 'localhost',
      wsPort: 8000,
      wsPath: '/dev-console',
      forceTLS: false,
      token: dev.token,
      consoleToken: expect.stringMatching(/^[\w-]{32}$/) as string,
      backend: 'own hub',
      needsToken: true,
      user: { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] },
      refusal: null,
      identities: { off: 'The server runs with --require-token.', users: null },
      adminChannel: 'private-admin',
    })
    for (const host of ['evil.example.com', 'localhost.evil.com', '127.0.0.1.evil.com', 'x@y']) {
      const { status, text } = await rawGet(dev, '/dev-config.json', host)
      expect(status).toBe(403)
      expect(text).not.toContain(dev.token)
    }
  })

  it('lets pages of this machine read answers, refusals included, and no other page', async () => {
    for (const [origin, allowed, refusal] of [
      ['http://localhost:5173', 'http://localhost:5173', 401],
      ['http://localhost:9999', 'http://localhost:9999', 401],
      ['https://evil.example.com', null, 403],
    ] as const) {
      const { headers, status } = await fetch(`${dev.url}/api/v1/pusher/auth`, {
        method: 'POST',
        headers: { origin },
      })
      expect(status).toBe(refusal)
      expect(headers.get('access-control-allow-origin')).toBe(allowed)
    }
  })

  it('lets pusher-js subscribe through the auth route, and streams its own log to the console', async () => {
    const pusher = connect()
    const channel = pusher.subscribe('private-user-dev')
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
    pusher.disconnect()
    const text = await readDevLog(dev.url, 'subscribed private-user-dev')
    expect(text).toMatch(
      /connected \d+\.\d+[^]*request POST \/api\/v1\/pusher\/auth 200[^]*subscribed private-user-dev/,
    )
    // A page that comes back goes on behind the last line that it has.
    const numbers = [...text.matchAll(/"number":(\d+)/g)].map(([, number]) => Number(number))
    await authorized('/api/v1/pusher/status')
    const rest = await readDevLog(dev.url, '/api/v1/pusher/status', numbers.at(-1))
    expect(Number(/"number":(\d+)/.exec(rest)?.[1])).toBe(Number(numbers.at(-1)) + 1)
  })

  it('runs a task that reports to its user', async () => {
    const pusher = connect()
    const channel = pusher.subscribe('private-user-dev')
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
    const events: string[] = []
    const done = new Promise<Record<string, unknown>>((resolve) => channel.bind('content.generated', resolve))
    channel.bind_global((event: string) => events.push(event))
    const response = await authorized('/api/v1/demo/tasks', { method: 'POST' })
    const { task_id } = (await response.json()) as { task_id: string }
    expect(await done).toMatchObject({ task_id, content_type: 'summary', status: 'completed' })
    expect(events.filter((event) => event === 'progress.updated')).toHaveLength(5)
    pusher.disconnect()
  })

  it('runs no task for nobody', async () => {
    const response = await fetch(`${dev.url}/api/v1/demo/tasks`, { method: 'POST' })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', field: 'authorization' })
  })

  it('keeps the table of occupied channels by its own webhooks', async () => {
    const pusher = connect()
    pusher.subscribe('public-news')
    const channels = async () => (await authorized('/admin/channels')).text()
    await expect.poll(channels, { timeout: 30_000 }).toContain('public-news')
    pusher.disconnect()
    await expect.poll(channels, { timeout: 10_000 }).not.toContain('public-news')
  })
})
