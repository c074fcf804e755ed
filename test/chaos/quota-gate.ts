import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The HTTP API of a backend whose quota can be used up: then it refuses to publish, as Pusher does. */
export interface QuotaGate {
  port: number
  isOverQuota: boolean
  /** Count of the requests that it refused. */
  refused: number
  close: () => Promise<void>
}

/** Listens on a free port of 127.0.0.1, and passes on to the HTTP API at `target`. */
export async function openQuotaGate(target: number): Promise<QuotaGate> {
  const server = createServer((near, response) => {
    if (gate.isOverQuota && near.method === 'POST') {
      gate.refused += 1
      near.resume()
      response.writeHead(403).end('You are over your message quota')
      return
    }
    const { method = 'GET', url = '/', headers } = near
    const far = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    far.on('error', () => response.destroy())
    near.pipe(far)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gate: QuotaGate = {
    port: (server.address() as AddressInfo).port,
    isOverQuota: false,
    refused: 0,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return gate
}
