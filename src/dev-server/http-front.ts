import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hub } from '../protocol/index.ts'
import type { RequestInfo } from '../server/index.ts'
import { CliError, systemCode } from './cli-error.ts'
import { attachPusherListener } from './pusher-listener.ts'

/** One port: Pusher's protocol and HTTP API go to the hub, all else to `answer`. */
export interface HttpFront {
  port: number
  /** Lets requests under way end, in a second at most. */
  close: () => Promise<void>
}

export interface HttpFrontOptions {
  port: number
  host: string
  hub: Hub
  answer: (request: Request, info: RequestInfo) => Promise<Response> | Response
}

/** ms that requests get to end when the server closes. */
const closeGrace = 1000

/** @throws CliError when the port cannot be had */
export async function openHttpFront({ port, host, hub, answer }: HttpFrontOptions): Promise<HttpFront> {
  const http = createServer()
  const pusher = attachPusherListener(http, hub)
  const respond = getRequestListener(
    (request, { incoming }) => answer(request, { address: incoming.socket.remoteAddress }),
    { overrideGlobalObjects: false },
  )
  http.on('request', (request, response) => {
    void (pusher.handles(request) ? pusher.handle(request, response) : respond(request, response))
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
