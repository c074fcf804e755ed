import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { CliError, startDevServer, type DevServer } from 'react-pusher-kit/dev-server'

const folder = mkdtempSync(join(tmpdir(), 'dev-server-sockets-'))
let dev: DevServer | undefined

afterEach(async () => {
  await dev?.close()
  dev = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string>): Promise<DevServer> {
  dev = await startDevServer({ port: 0, data: join(folder, 'data'), env })
  return dev
}

interface Opened {
  /** Its first frame. */
  event: string
  data: Record<string, unknown>
  socket: WebSocket
}

async function open({ app, port }: DevServer): Promise<Opened> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/app/${app.key}?protocol=7`)
  const text = await new Promise<string>((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString('utf8')))
    socket.once('error', reject)
  })
  const frame = JSON.parse(text) as { event: string; data: unknown }
  const data = typeof frame.data === 'string' ? (JSON.parse(frame.data) as unknown) : frame.data
  return { event: frame.event, data: data as Record<string, unknown>, socket }
}

describe('the sockets of serve', () => {
  it('ping after WS_HEARTBEAT_INTERVAL, and are WS_MAX_CONNECTIONS at one time', async () => {
    const server = await start({ WS_HEARTBEAT_INTERVAL: '30', WS_MAX_CONNECTIONS: '1' })
    const first = await open(server)
    expect(first).toMatchObject({ event: 'pusher:connection_established', data: { activity_timeout: 30 } })
    const second = await open(server)
    expect(second).toMatchObject({ event: 'pusher:error', data: { code: 4004 } })
    first.socket.close()
  })

  it('are closed with 4003 while WS_ENABLED is false; routes and history go on', async () => {
    const server = await start({ WS_ENABLED: 'false' })
    expect(await open(server)).toMatchObject({ event: 'pusher:error', data: { code: 4003 } })
    const { id: appId, key, secret } = server.app
    const official = new Pusher({
      appId,
      key,
      secret,
      host: '127.0.0.1',
      port: String(server.port),
      useTLS: false,
    })
    await expect(official.get({ path: '/channels' })).rejects.toMatchObject({
      status: 403,
      body: expect.stringContaining('Application disabled') as string,
    })
    const posted = await fetch(`${server.url}/api/v1/logs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ text: 'stored' }),
    })
    expect(posted.status).toBe(202)
    const history = await fetch(`${server.url}/api/v1/channels/logs/events?thread_id=default`)
    expect(await history.text()).toContain('stored')
  })

  it.each<[name: string, value: string, others?: Record<string, string>]>([
    ['WS_ENABLED', 'perhaps'],
    ['WS_HEARTBEAT_INTERVAL', 'often'],
    ['WS_MAX_CONNECTIONS', '-1'],
    ['PUSHER_SSL', 'tls', { PUSHER_KEY: 'k', PUSHER_APP_ID: '1', PUSHER_SECRET: 's', PUSHER_CLUSTER: 'ap2' }],
    ['PUSHER_ENABLED', 'maybe'],
  ])('do not start with %s=%s', async (name, value, others = {}) => {
    const started = start({ ...others, [name]: value })
    await expect(started).rejects.toThrow(CliError)
    await expect(started).rejects.toThrow(new RegExp(`^Expected ${name} .*"${value}"`))
  })
})
