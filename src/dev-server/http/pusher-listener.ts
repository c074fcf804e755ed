import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { closeCodes, limits, type Hub } from '../../protocol/index.ts'
import { answerApiRequest, splitUrl } from './pusher-listener-api.ts'
import { refuseUpgrade, type Refusal } from './request-guard.ts'
import { bindSocket, refuseSocket } from './pusher-listener-socket.ts'

export interface PusherListenerOptions {
  /** Maximum size of the body of an HTTP API request, bytes. @defaultValue 1 MiB */
  maxBodyBytes?: number
  /** Maximum number of buffered bytes for a slow client before its connection is closed. @defaultValue 16 MiB */
  maxBufferedBytes?: number
  /** Maximum time for the body of an HTTP API request to arrive, ms. @defaultValue 30 000 */
  bodyTimeout?: number
  /** Refuses upgrades before any other handling. @defaultValue none: all are accepted */
  refuse?: (request: IncomingMessage) => Refusal | null
  /** Handles upgrades of other paths. @returns false for those that it does not handle. @defaultValue none */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
}

/**
 * Pusher's two endpoints on a `node:http` server: `/app/{key}` for clients, `/apps/{id}/…` for servers. Sockets at
 * `/dev-console/app/{key}` are those of the Console and do not count as part of the app.
 */
export interface PusherListener {
  /** Number of open sockets. */
  readonly connections: number
  /** Whether the request is for the HTTP API. Call it before your own routes. */
  handles(request: IncomingMessage): boolean
  /** Handles a request for which {@link handles} is true. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Closes every socket with 4200, after which clients reconnect, and accepts no new ones. The server stays open. */
  close(): Promise<void>
}

const closeTimeout = 1000

/** Handles the upgrades of `server` and connects their sockets to the hub. */
export function attachPusherListener(
  server: Server,
  hub: Hub,
  options: PusherListenerOptions = {},
): PusherListener {
  const { maxBodyBytes = 1_048_576, maxBufferedBytes = 16_777_216, bodyTimeout = 30_000 } = options
  const sockets = new WebSocketServer({
    noServer: true,
    // The hub refuses frames that are too long with the reason. This limit applies before, while reading.
    maxPayload: 4 * limits.clientFrame,
    perMessageDeflate: false,
  })

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = options.refuse?.(request)
    if (refusal) {
      refuseUpgrade(socket, refusal)
      return
    }
    const [path, query] = splitUrl(request.url ?? '/')
    const [, tool, key] = /^(\/dev-console)?\/app\/([^/]+)$/.exec(path) ?? []
    if (key === undefined && options.upgrade?.(request, socket, head)) return
    // Another listener, such as a bundler's hot reload, may handle other paths.
    if (key === undefined && server.listenerCount('upgrade') > 1) return
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (key === undefined) {
        refuseSocket(client, closeCodes.pathNotFound, `Path not found: ${path.slice(0, 64)}`)
        return
      }
      const tls = 'encrypted' in request.socket
      const { origin } = request.headers
      const handshake = { query, tls, origin, isTool: tool !== undefined }
      bindSocket(client, hub, safeDecode(key), handshake, maxBufferedBytes)
    })
  }

  server.on('upgrade', upgrade)

  return {
    get connections() {
      return sockets.clients.size
    },
    handles: ({ url = '' }) => /^\/apps\/[^/?]+\//.test(url),
    handle: (request, response) =>
      answerApiRequest(hub, request, response, { maxBytes: maxBodyBytes, timeout: bodyTimeout }),
    async close() {
      server.off('upgrade', upgrade)
      const closed = [...sockets.clients].map((client) => {
        if (client.readyState === client.CLOSED) return Promise.resolve()
        client.close(closeCodes.reconnect, 'The server is stopping')
        return new Promise<void>((resolve) => {
          const timer = setTimeout(() => client.terminate(), closeTimeout)
          client.once('close', () => {
            clearTimeout(timer)
            resolve()
          })
        })
      })
      await Promise.all(closed)
      sockets.close()
    },
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
