import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { FeedMessage } from '../../inspector/index.ts'
import { closeCodes } from '../../protocol/index.ts'
import { splitUrl } from '../http/pusher-listener-api.ts'
import type { ConsoleAccess } from './console-access.ts'
import type { Feed } from './feed.ts'

/** The path of the socket. */
export const feedPath = '/dev-console/feed'
/** The subprotocol that a page requests, in addition to its token. */
export const feedProtocol = 'react-pusher-kit.console'
/** Maximum number of pages that read the feed at the same time. */
export const mostFeedReaders = 50
/** ms between two messages. */
const interval = 50
/** Maximum records in a message. */
const mostRecords = 1000
/** Maximum buffered bytes of a slow page. It gets no more records until it has read them. */
const mostBuffered = 4_194_304

interface Reader {
  socket: WebSocket
  /** The id of the last record sent to the page. */
  last: number
}

/** The socket through which the Console reads the feed. */
export interface FeedSocket {
  /** Handles an upgrade request to its path. @returns false for other paths */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
  /** Closes the sockets of all readers. */
  close: () => void
}

/**
 * `GET /dev-console/feed?after=ID` as a WebSocket: first the records in the ring after that id, then each new record. The
 * token of the Console is a subprotocol, because pages cannot set headers of a WebSocket, and URLs are logged.
 */
export function feedSocket(feed: Feed, access: ConsoleAccess): FeedSocket {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 1024,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(feedProtocol) ? feedProtocol : false),
  })
  const readers = new Set<Reader>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(reader: Reader): void {
    while (reader.last < feed.ring.lastId && reader.socket.bufferedAmount < mostBuffered) {
      const records = feed.ring.after(reader.last, mostRecords)
      const message: FeedMessage = { dropped: feed.ring.dropped, records }
      reader.socket.send(JSON.stringify(message))
      reader.last = records.at(-1)?.id ?? feed.ring.lastId
    }
  }

  function sendAll(): void {
    timer = undefined
    for (const reader of readers) send(reader)
    if ([...readers].some(({ last }) => last < feed.ring.lastId)) schedule()
  }

  function schedule(): void {
    if (readers.size > 0) timer ??= setTimeout(sendAll, interval)
  }

  function add(socket: WebSocket, after: number): void {
    // A page from before a restart may have a higher id than the newest record.
    const reader: Reader = { socket, last: after <= feed.ring.lastId ? after : 0 }
    socket.on('error', () => socket.terminate())
    if (readers.size >= mostFeedReaders) {
      socket.close(closeCodes.overCapacity, `Expected at most ${mostFeedReaders} readers of the feed`)
      return
    }
    readers.add(reader)
    socket.on('close', () => readers.delete(reader))
    socket.send(JSON.stringify({ dropped: feed.ring.dropped, records: [] } satisfies FeedMessage))
    send(reader)
    schedule()
  }

  const stop = feed.subscribe(schedule)

  return {
    upgrade(request, socket, head) {
      const [path, query] = splitUrl(request.url ?? '/')
      if (path !== feedPath) return false
      const refusal = access(request.headers, tokenOf(request))
      if (refusal) {
        refuse(socket, refusal.status, refusal.body)
        return true
      }
      const after = Math.max(0, Number(new URLSearchParams(query).get('after') ?? 0) || 0)
      server.handleUpgrade(request, socket, head, (client) => add(client, after))
      return true
    },
    close() {
      stop()
      clearTimeout(timer)
      for (const { socket } of readers) socket.close(closeCodes.reconnect, 'The server is stopping')
      server.close()
    },
  }
}

/** The subprotocol beside {@link feedProtocol}. */
function tokenOf({ headers }: IncomingMessage): string | null {
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return protocols.find((name) => name !== feedProtocol) ?? null
}

function refuse(socket: Duplex, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  const head = [
    `HTTP/1.1 ${status} ${status === 401 ? 'Unauthorized' : 'Forbidden'}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ]
  socket.on('error', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy())
}
