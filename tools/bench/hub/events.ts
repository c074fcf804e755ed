import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher-js'
import { createMockPusher } from 'react-pusher-kit/mock'
import { WebSocket, WebSocketServer } from 'ws'
import { attachPusherListener } from '../../../src/dev-server/http/pusher-listener.ts'
import { systemClock } from '../../../src/dev-server/http/system-clock.ts'
import { createHub } from '../../../src/protocol/index.ts'

/** Sends events of one size, and reports each event that arrives. */
export interface Pipe {
  /** Sends an event whose data has a given size as text, in bytes. */
  send(): void
  onEvent(handler: () => void): void
  close(): Promise<void> | void
}

const app = { id: '1', key: 'key', secret: 'secret' }

/** The mock with the real pusher-js as the client. */
export async function inMemory(bytes: number): Promise<Pipe> {
  const mock = createMockPusher()
  const channel = mock.client().subscribe('logs')
  await mock.subscribed('logs')
  await mock.settled()
  const value = valueOf(bytes)
  return {
    send: () => mock.trigger('logs', 'e', value),
    onEvent: (handler) => void channel.bind('e', handler),
    close: () => mock.dispose(),
  }
}

/** The hub over a real socket, with a raw WebSocket as the client. */
export async function hubToSocket(bytes: number): Promise<Pipe> {
  const { hub, server, port } = await startHub()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/app/key?protocol=7`)
  await new Promise((resolve) => socket.once('message', resolve))
  socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'logs' } }))
  await new Promise((resolve) => socket.once('message', resolve))
  await new Promise((resolve) => setTimeout(resolve, 50))
  const data = textOf(bytes)
  return {
    send: () => hub.publish('1', { channels: ['logs'], event: 'e', data }),
    onEvent: (handler) => void socket.on('message', handler),
    close: () => {
      socket.terminate()
      server.close()
    },
  }
}

/** The hub over a real socket, with the real pusher-js as the client. */
export async function hubToPusher(bytes: number): Promise<Pipe> {
  const { hub, server, port } = await startHub()
  const pusher = new Pusher('key', {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
  })
  const channel = pusher.subscribe('logs')
  await new Promise((resolve) => void channel.bind('pusher:subscription_succeeded', resolve))
  const data = textOf(bytes)
  return {
    send: () => hub.publish('1', { channels: ['logs'], event: 'e', data }),
    onEvent: (handler) => void channel.bind('e', handler),
    close: () => {
      pusher.disconnect()
      server.close()
    },
  }
}

/** The baseline: a plain `ws` server that echoes. */
export async function rawEcho(bytes: number): Promise<Pipe> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
  await new Promise((resolve) => server.once('listening', resolve))
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await new Promise((resolve) => socket.once('open', resolve))
  const data = textOf(bytes)
  return {
    send: () => socket.send(data),
    onEvent: (handler) => void socket.on('message', handler),
    close: () => {
      socket.terminate()
      server.close()
    },
  }
}

/** A payload of a given size as JSON, in bytes. */
const valueOf = (bytes: number): object => ({ x: 'x'.repeat(bytes - 8) })

const textOf = (bytes: number): string => JSON.stringify(valueOf(bytes))

async function startHub(): Promise<{ hub: ReturnType<typeof createHub>; server: Server; port: number }> {
  const hub = createHub({ apps: [app], clock: systemClock })
  const server = createServer()
  attachPusherListener(server, hub)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { hub, server, port: (server.address() as AddressInfo).port }
}

/** Events per second through a pipe, with at most `window` of them in flight. */
export async function measureRate(pipe: Pipe, events: number, window = 500): Promise<number> {
  let sent = 0
  let arrived = 0
  const start = performance.now()
  await new Promise<void>((resolve) => {
    const send = (): void => {
      while (sent < events && sent - arrived < window) {
        sent += 1
        pipe.send()
      }
    }
    pipe.onEvent(() => {
      arrived += 1
      if (arrived === events) resolve()
      else if (sent - arrived <= window / 2) send()
    })
    send()
  })
  return (events / (performance.now() - start)) * 1000
}
