import type { RawData, WebSocket } from 'ws'
import type { Handshake, Hub } from '../../protocol/index.ts'

/** Puts one WebSocket between a client and the hub. */
export function bindSocket(
  socket: WebSocket,
  hub: Hub,
  appKey: string,
  handshake: Handshake,
  maxBufferedBytes: number,
): void {
  const connection = hub.connect(
    appKey,
    {
      send: (frame) => {
        socket.send(frame)
        // A client that does not read: it comes back and heals, rather than filling the memory.
        if (socket.bufferedAmount > maxBufferedBytes) socket.terminate()
      },
      close: (code, reason) => socket.close(code, closeReason(reason)),
    },
    handshake,
  )
  socket.on('message', (data, isBinary) => {
    connection.receive(isBinary ? toBytes(data) : toBytes(data).toString('utf8'))
  })
  // pusher-js cannot send these, other clients of Pusher do: ws answers a ping by itself.
  for (const sign of ['ping', 'pong'] as const) socket.on(sign, () => connection.active())
  socket.on('close', () => connection.closed())
  // ws closes the socket after an error by itself, with the code that fits it.
  socket.on('error', () => connection.closed())
}

/** Sends the reason to the client, then closes. */
export function refuseSocket(socket: WebSocket, code: number, message: string): void {
  socket.on('error', () => socket.terminate())
  socket.send(JSON.stringify({ event: 'pusher:error', data: { code, message } }))
  socket.close(code, closeReason(message))
}

function toBytes(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}

/** A close frame has room for 123 bytes. */
function closeReason(text: string): string {
  return Buffer.from(text)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
}
