import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hub } from '../../protocol/index.ts'
import { CliError, systemCode } from '../cli/cli-error.ts'
import { refusalOf, refuseRequest, type Refusal, type RequestGuard } from './request-guard.ts'
import { attachPusherListener, type PusherListenerOptions } from './pusher-listener.ts'

/** One port: requests of Pusher's protocol and HTTP API go to the hub, all others to `answer`. */
export interface HttpFront {
  port: number
  /** Closes the server. Requests in progress have a second to complete. */
  close: () => Promise<void>
}

export interface HttpFrontOptions {
  port: number
  host: string
  hub: Hub
  /** @param address - the address of the connection */
  answer: (request: Request, address: string | undefined) => Promise<Response> | Response
  /** Called before all routing, for requests and upgrades. */
  guard: RequestGuard
  /** Handles upgrades of paths other than those of Pusher's protocol. @defaultValue none */
  upgrade?: PusherListenerOptions['upgrade']
  /** Called with each request that the guard refused. */
  onRefused: (refusal: Refusal) => void
  /** Maximum time for a request to arrive, ms. @defaultValue 10 000 for its headers, 30 000 with its body */
  patience?: { headers: number; request: number }
  /**
   * Maximum number of simultaneous connections, including WebSockets; further ones are closed immediately.
   * @defaultValue 12 000
   */
  maxConnections?: number
}

/** Time for requests to complete when the server closes, ms. */
const closeGrace = 1000

/** @throws CliError when the port cannot be used */
export async function openHttpFront(options: HttpFrontOptions): Promise<HttpFront> {
  const { port, host, hub, answer, guard, onRefused } = options
  const { patience = { headers: 10_000, request: 30_000 }, maxConnections = 12_000 } = options
  const http = createServer({
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    connectionsCheckingInterval: Math.min(1000, patience.headers),
  })
  http.maxConnections = maxConnections

  function refuse(request: IncomingMessage): Refusal | null {
    const refusal = refusalOf(guard, request)
    if (refusal) onRefused(refusal)
    return refusal
  }

  const pusher = attachPusherListener(http, hub, {
    refuse,
    bodyTimeout: patience.request,
    ...(options.upgrade ? { upgrade: options.upgrade } : {}),
  })
  const respond = getRequestListener(
    (request, { incoming }) => answer(request, incoming.socket.remoteAddress),
    { overrideGlobalObjects: false },
  )
  http.on('request', (request, response) => {
    const refusal = refuse(request)
    if (refusal) {
      refuseRequest(response, refusal)
      return
    }
    const answered = pusher.handles(request) ? pusher.handle(request, response) : respond(request, response)
    Promise.resolve(answered).catch(() => response.destroy())
  })
  const actualPort = await listen(http, port, host)

  return {
    port: actualPort,
    async close() {
      const ended = new Promise((resolve) => http.close(resolve))
      const impatience = setTimeout(() => http.closeAllConnections(), closeGrace)
      await pusher.close()
      http.closeIdleConnections()
      await ended
      clearTimeout(impatience)
    },
  }
}

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error) => {
      const code = systemCode(error)
      const reason =
        code === 'EADDRINUSE'
          ? 'it is in use; end the other program or choose one with --port'
          : (code ?? error.message)
      reject(new CliError(`Expected to listen on port ${port} of ${host} but ${reason}.`, error))
    })
    http.listen(port, host, () => {
      const address = http.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
