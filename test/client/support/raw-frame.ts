interface Wired {
  connection: { transport: { emit: (event: string, message: { data: string }) => void } }
}

/** Hands a frame to pusher-js as its socket would, whatever a server may say. */
export function receive(
  kit: { client: unknown },
  frame: { event: string; channel?: string; data?: unknown },
) {
  const { connection } = (kit.client as { connection: Wired }).connection
  connection.transport.emit('message', { data: JSON.stringify(frame) })
}
