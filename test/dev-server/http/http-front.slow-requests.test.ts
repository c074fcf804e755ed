import { createServer } from 'node:http'
import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHttpFront, type HttpFront } from '../../../src/dev-server/http/http-front.ts'
import { attachPusherListener } from '../../../src/dev-server/http/pusher-listener.ts'
import { requestGuard } from '../../../src/dev-server/http/request-guard.ts'
import { systemClock } from '../../../src/dev-server/http/system-clock.ts'
import { createHub } from '../../../src/protocol/index.ts'

const hub = createHub({ apps: [{ id: '1', key: 'key', secret: 'secret' }], clock: systemClock })
const headers = ['Host: localhost', 'Content-Type: application/json']

/** What the server answers to some text until it closes. */
function exchange(port: number, text: string): Promise<{ answer: string; socket: Socket }> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connectTcp(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk))
    // A server that stops reading may reset the connection after its answer.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ answer, socket }))
  })
}

const post = (path: string, ...more: readonly string[]): string =>
  [`POST ${path} HTTP/1.1`, ...headers, ...more, '', ''].join('\r\n')

describe('the front of the dev server', () => {
  let front: HttpFront
  let aborted = 0

  beforeAll(async () => {
    front = await openHttpFront({
      port: 0,
      host: '127.0.0.1',
      hub,
      guard: requestGuard({ allowHosts: [], origins: [] }),
      onRefused: () => undefined,
      patience: { headers: 300, request: 600 },
      answer: async (request) => {
        try {
          return new Response(await request.text())
        } catch (error) {
          aborted++
          throw error
        }
      },
    })
  })
  afterAll(() => front.close())

  it.each([
    ['headers that never end', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: '],
    [
      'a handshake of a WebSocket that never ends',
      'GET /app/key HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n',
    ],
    ['a body that never ends, at a route', post('/api/v1/logs', 'Content-Length: 100') + '{"text":'],
    ['chunks that never end, at a route', post('/x', 'Transfer-Encoding: chunked') + '5\r\nhello\r\n'],
    ['a body that never ends, at the HTTP API', post('/apps/1/events', 'Content-Length: 100') + '{"name":'],
    [
      'chunks that never end, at the HTTP API',
      post('/apps/1/events', 'Transfer-Encoding: chunked') + '5\r\nhello\r\n',
    ],
  ])('answers 408 to %s, and closes', async (_, text) => {
    const { answer } = await exchange(front.port, text)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('lets the route know that the body did not come', () => {
    expect(aborted).toBe(2)
  })

  it('closes a connection that says nothing at all', async () => {
    expect((await exchange(front.port, '')).answer).toMatch(/^(HTTP\/1\.1 408 [^]*)?$/)
  })

  it('goes on answering', async () => {
    const response = await fetch(`http://127.0.0.1:${front.port}/x`)
    expect(response.status).toBe(200)
  })
})

describe('a body over the limit', () => {
  const server = createServer()
  const listener = attachPusherListener(server, hub, { maxBodyBytes: 1000 })
  let port = 0
  let bytesRead = 0

  beforeAll(async () => {
    server.on('request', (request, response) => {
      void listener.handle(request, response)
    })
    server.on('connection', (socket: Socket) => socket.once('close', () => (bytesRead += socket.bytesRead)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    await listener.close()
    await new Promise((resolve) => server.close(resolve))
  })

  it('is answered 413 before it comes, when its length says so', async () => {
    const { answer } = await exchange(port, post('/apps/1/events', 'Content-Length: 1000000000'))
    expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*exceeds the allowed maximum \(1000 bytes\)/)
  })

  it('is answered 413 at its first byte too many, and not read on', async () => {
    const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`
    bytesRead = 0
    const text = post('/apps/1/events', 'Transfer-Encoding: chunked') + chunk + chunk
    const { answer } = await exchange(port, text)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    await expect.poll(() => bytesRead).toBe(text.length)
  })

  it('never fills the memory, whatever is sent behind it', async () => {
    bytesRead = 0
    const { answer } = await exchange(
      port,
      post('/apps/1/events', 'Content-Length: 50000000') + 'x'.repeat(50_000_000),
    )
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    await expect.poll(() => bytesRead).toBeGreaterThan(0)
    expect(bytesRead).toBeLessThan(20_000_000)
  })
})
