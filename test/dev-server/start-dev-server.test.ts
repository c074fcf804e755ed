import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDevServer } from 'react-pusher-kit/dev-server'
import type { DevServer } from 'react-pusher-kit/dev-server'
import { stored } from './processes.ts'

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

describe('startDevServer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dev-server-'))
  const consoleFolder = join(folder, 'console')
  let dev: DevServer

  beforeAll(async () => {
    mkdirSync(consoleFolder)
    writeFileSync(join(consoleFolder, 'index.html'), '<title>console</title>')
    writeFileSync(join(consoleFolder, 'app.js'), 'export {}')
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    dev = await startDevServer({ port: 0, data: join(folder, 'data'), consoleFolder })
  })
  afterAll(async () => {
    await dev.close()
    rmSync(folder, { recursive: true })
  })

  const authorized = (path: string, init: Omit<RequestInit, 'headers'> = {}) =>
    fetch(`${dev.url}${path}`, { ...init, headers: { authorization: `Bearer ${dev.token}` } })

  function connect() {
    return new Pusher(dev.app.key, {
      cluster: '',
      wsHost: '127.0.0.1',
      wsPort: dev.port,
      forceTLS: false,
      enabledTransports: ['ws'],
      channelAuthorization: {
        endpoint: `${dev.url}/api/v1/pusher/auth`,
        transport: 'ajax',
        headers: { authorization: `Bearer ${dev.token}` },
      },
    })
  }

  it('serves the console, and index.html for its routes', async () => {
    expect((await rawGet(dev, '/')).text).toBe('<title>console</title>')
    expect((await rawGet(dev, '/some/route?x=1')).text).toBe('<title>console</title>')
    expect((await rawGet(dev, '/app.js')).text).toBe('export {}')
    expect((await rawGet(dev, '/missing.js')).status).toBe(404)
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
    expect(text).not.toContain('secret')
    expect(status).not.toBe(500)
  })

  it('tells the console how to connect, and no page of a foreign host name', async () => {
    const config = JSON.parse((await rawGet(dev, '/dev-config.json', 'localhost:8000')).text) as object
    expect(config).toEqual({
      appKey: dev.app.key,
      cluster: '',
      wsHost: 'localhost',
      wsPort: 8000,
      forceTLS: false,
      token: dev.token,
      user: { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] },
    })
    for (const host of ['evil.example.com', 'localhost.evil.com', '127.0.0.1.evil.com', 'x@y']) {
      const { status, text } = await rawGet(dev, '/dev-config.json', host)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(text).not.toContain(dev.token)
    }
  })

  it('lets pages on the usual ports of dev servers use the routes, refusals included', async () => {
    for (const [origin, allowed] of [
      ['http://localhost:5173', 'http://localhost:5173'],
      ['https://evil.example.com', null],
    ] as const) {
      const { headers, status } = await fetch(`${dev.url}/api/v1/pusher/auth`, {
        method: 'POST',
        headers: { origin },
      })
      expect(status).toBe(401)
      expect(headers.get('access-control-allow-origin')).toBe(allowed)
    }
  })

  it('lets pusher-js subscribe through the auth route, and streams the server’s own log', async () => {
    const pusher = connect()
    const channel = pusher.subscribe('private-user-dev')
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))
    await expect
      .poll(async () => (await stored(dev.url, 'dev-server')).texts.join('\n'), { timeout: 5000 })
      .toMatch(
        /connected \d+\.\d+[^]*request POST \/api\/v1\/pusher\/auth 200[^]*subscribed private-user-dev/,
      )
    pusher.disconnect()
  })

  it('never streams a line about a line', async () => {
    await authorized('/api/v1/logs', { method: 'POST', body: JSON.stringify({ text: 'x' }) })
    await authorized('/healthz')
    await authorized('/api/v1/pusher/status')
    await expect
      .poll(async () => (await stored(dev.url, 'dev-server')).texts.join('\n'), { timeout: 5000 })
      .toContain('/api/v1/pusher/status')
    const { texts } = await stored(dev.url, 'dev-server')
    expect(texts.filter((text) => /\/logs|\/events|healthz/.test(text))).toEqual([])
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
    await expect.poll(channels, { timeout: 5000 }).toContain('public-news')
    pusher.disconnect()
    await expect.poll(channels, { timeout: 10_000 }).not.toContain('public-news')
  }, 20_000)
})
