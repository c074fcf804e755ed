import type { RawData, WebSocket } from 'ws'
import type { Handshake, Hub } from '../../protocol/index.ts'

/** Connects a client's WebSocket to the hub. */
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
        // The client does not read. Its connection is closed before its buffer fills the memory; it reconnects and
        // fetches what it missed.
        if (socket.bufferedAmount > maxBufferedBytes) socket.terminate()
      },
      close: (code, reason) => socket.close(code, closeReason(reason)),
    },
    handshake,
  )
  socket.on('message', (data, isBinary) => {
    connection.receive(isBinary ? toBytes(data) : toBytes(data).toString('utf8'))
  })
  // pusher-js cannot send pings, but other Pusher clients do. ws responds to a ping automatically.
  for (const sign of ['ping', 'pong'] as const) socket.on(sign, () => connection.active())
  socket.on('close', () => connection.closed())
  // After an error, ws closes the socket itself with the correct code.
  socket.on('error', () => connection.closed())
}

/** Sends the reason to the client and closes the connection. */
export function refuseSocket(socket: WebSocket, code: number, message: string): void {
  socket.on('error', () => socket.terminate())
  socket.send(JSON.stringify({ event: 'pusher:error', data: { code, message } }))
  socket.close(code, closeReason(message))
}

function toBytes(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}

/** A close frame has at most 123 bytes for the reason. */
function closeReason(text: string): string {
  return Buffer.from(text)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
}
