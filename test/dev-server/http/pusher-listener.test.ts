import { createServer, type Server } from 'node:http'
import { connect as connectTcp, type AddressInfo } from 'node:net'
import HttpPusher from 'pusher'
import Pusher, { type Options } from 'pusher-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { endClient } from '../../run/end-client.ts'
import { attachPusherListener, type PusherListener } from '../../../src/dev-server/http/pusher-listener.ts'
import { systemClock } from '../../../src/dev-server/http/system-clock.ts'
import { createHub, type Hub } from '../../../src/protocol/index.ts'
import { clientAt, officialAt } from '../settings-at.ts'

const app = { id: '4711', key: 'key', secret: 'secret' }
let server: Server
let hub: Hub
let listener: PusherListener
let port: number
const clients: Pusher[] = []

beforeEach(async () => {
  hub = createHub({ apps: [app], clock: systemClock })
  server = createServer((request, response) => {
    if (listener.handles(request)) void listener.handle(request, response)
    else response.writeHead(404).end()
  })
  listener = attachPusherListener(server, hub)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterEach(async () => {
  for (const client of clients.splice(0)) endClient(client)
  await listener.close()
  await new Promise((resolve) => server.close(resolve))
})

function connect(options: Partial<Options> = {}, key = app.key): Pusher {
  const client = new Pusher(key, {
    ...clientAt(port),
    ...options,
  })
  clients.push(client)
  return client
}

function httpClient(): HttpPusher {
  return new HttpPusher(officialAt(port, app))
}

function once<T>(
  target: { bind(event: string, callback: (data: T) => void): unknown },
  event: string,
): Promise<T> {
  return new Promise((resolve) => target.bind(event, resolve))
}

async function openSocket(path: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`)
  await new Promise((resolve) => socket.once('open', resolve))
  return socket
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve))
}

function nextMessage(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => socket.once('message', resolve))
}

/** What the server answers to an upgrade with this request line. */
async function rawUpgrade(to: number, requestLine: string): Promise<string> {
  const socket = connectTcp(to, '127.0.0.1')
  const headers = ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket']
  const keys = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
  socket.write([requestLine, ...headers, ...keys, '', ''].join('\r\n'))
  const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
  socket.destroy()
  return answer.toString('latin1')
}

describe('attachPusherListener', () => {
  it('lets a raw pusher-js client hear what the official pusher package triggers', async () => {
    const channel = connect().subscribe('logs')
    const received = once(channel, 'log')
    await once(channel, 'pusher:subscription_succeeded')
    const response = await httpClient().trigger('logs', 'log', { text: 'hello' })
    expect(response.status).toBe(200)
    expect(await received).toEqual({ text: 'hello' })
  })

  it('accepts a private subscription that the official package signed', async () => {
    const http = httpClient()
    const client = connect({
      channelAuthorization: {
        customHandler: ({ socketId, channelName }, callback) =>
          callback(null, http.authorizeChannel(socketId, channelName)),
      },
    })
    const channel = client.subscribe('private-user-1')
    await once(channel, 'pusher:subscription_succeeded')
    const answer = await http.get({ path: '/channels' })
    expect(await answer.json()).toEqual({ channels: { 'private-user-1': {} } })
  })

  it('sends a client with an unknown key away for good', async () => {
    const client = connect({}, 'nobody')
    const error = await once<{ error: { data: { code: number } } }>(client.connection, 'error')
    expect(error.error.data.code).toBe(4001)
    expect(client.connection.state).toBe('disconnected')
  })

  it('answers a wrong signature with 401 and plain text', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/apps/4711/channels?auth_key=key`)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('text/plain')
  })

  it.each([
    ['a binary frame', new Uint8Array([1, 2, 3]), 1003],
    ['a frame over 64 KiB', 'x'.repeat(65_537), 1009],
    ['a frame that is never read whole', 'x'.repeat(300_000), 1009],
  ])('closes on %s', async (_, frame, code) => {
    const socket = await openSocket(`/app/${app.key}?protocol=7`)
    socket.send(frame)
    expect(await closeCode(socket)).toBe(code)
    expect(hub.size().connections).toBe(0)
  })

  it.each([
    ['another path', '/nowhere', 4005],
    ['no protocol version', '/app/key', 4008],
  ])('turns away %s with the right code', async (_, path, code) => {
    expect(await closeCode(await openSocket(path))).toBe(code)
  })

  it('survives paths that are no URLs', async () => {
    const answers = ['GET // HTTP/1.1', 'GET /app/%ff HTTP/1.1'].map((line) => rawUpgrade(port, line))
    for (const answer of await Promise.all(answers)) expect(answer).toContain('101 Switching Protocols')
    const client = connect()
    await once(client.connection, 'connected')
  })

  it('refuses a body over the limit without reading on', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/apps/4711/events`, {
      method: 'POST',
      body: 'x'.repeat(1_048_577),
    })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('exceeds the allowed maximum')
  })

  it('cuts off a client that does not read', async () => {
    await listener.close()
    listener = attachPusherListener(server, hub, { maxBufferedBytes: 100_000 })
    const socket = await openSocket(`/app/${app.key}?protocol=7`)
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'logs' } }))
    await nextMessage(socket)
    socket.pause()
    const data = 'x'.repeat(10_000)
    for (let i = 0; i < 2000; i++) hub.publish(app.id, { channels: ['logs'], event: 'e', data })
    socket.resume()
    expect(await closeCode(socket)).toBe(1006)
  })

  it('tells its clients to come back when it closes', async () => {
    const client = connect()
    await once(client.connection, 'connected')
    const error = once<{ data: { code: number } }>(client.connection, 'error')
    await listener.close()
    expect((await error).data.code).toBe(4200)
  })
})
