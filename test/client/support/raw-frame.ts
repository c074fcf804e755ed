import type { PusherKit } from 'react-pusher-kit/client'

interface Wired {
  connection: { transport: { emit: (event: string, message: { data: string }) => void } }
}

/** Hands a frame to pusher-js as its socket would, whatever a server may say. */
export function receive(kit: PusherKit, frame: { event: string; channel?: string; data?: unknown }) {
  const wired = kit.client?.connection as unknown as Wired
  wired.connection.transport.emit('message', { data: JSON.stringify(frame) })
}
