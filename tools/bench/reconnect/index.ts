import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import Pusher, { type Options } from 'pusher-js'
import { createPusherKit } from 'react-pusher-kit/client'
import { attachPusherListener } from '../../../src/dev-server/http/pusher-listener.ts'
import { systemClock } from '../../../src/dev-server/http/system-clock.ts'
import { createHub } from '../../../src/protocol/index.ts'
import { printTable, quantile, rounded } from '../figures.ts'

/** Duration of the outage in ms, number of outages, and number of clients of each kind. */
const outage = 10_000
const outages = 4
const clients = 5

const app = { id: '1', key: 'key', secret: 'secret' }

/** A server that closes its connections without a close frame, like a killed process. */
async function startServer(port: number) {
  const hub = createHub({ apps: [app], clock: systemClock })
  const server = createServer()
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  attachPusherListener(server, hub)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    kill() {
      server.close()
      for (const socket of sockets) socket.resetAndDestroy()
    },
  }
}

/** A client and its connection time. */
interface Watched {
  connected: () => Promise<void>
}

function openKit(options: Partial<Options>): Watched {
  const { connection } = createPusherKit({ appKey: app.key, options })
  return {
    connected: () =>
      new Promise((resolve) => {
        const look = () => {
          if (!connection.getSnapshot().isConnected) return
          stop()
          resolve()
        }
        const stop = connection.subscribe(look)
        look()
      }),
  }
}

function openPlain(options: Partial<Options>): Watched {
  const { connection } = new Pusher(app.key, { cluster: '', ...options })
  return {
    connected: () =>
      new Promise((resolve) => {
        if (connection.state === 'connected') resolve()
        else connection.bind('connected', resolve)
      }),
  }
}

async function measure(watched: readonly Watched[]): Promise<number[]> {
  const returned = performance.now()
  return Promise.all(
    watched.map(async ({ connected }) => {
      await connected()
      return performance.now() - returned
    }),
  )
}

/** Measures the ms from the restart of a server until clients are connected again, with real sockets and real time. */
export async function main(): Promise<void> {
  let server = await startServer(0)
  const { port } = server
  const options = { wsHost: '127.0.0.1', wsPort: port, forceTLS: false, enabledTransports: ['ws' as const] }
  const kits = Array.from({ length: clients }, () => openKit(options))
  const plain = Array.from({ length: clients }, () => openPlain(options))
  await measure([...kits, ...plain])
  const waits: { kit: number[]; plain: number[] } = { kit: [], plain: [] }
  for (let round = 0; round < outages; round += 1) {
    server.kill()
    await new Promise((resolve) => setTimeout(resolve, outage))
    server = await startServer(port)
    const [ofKits, ofPlain] = await Promise.all([measure(kits), measure(plain)])
    waits.kit.push(...ofKits)
    waits.plain.push(...ofPlain)
  }
  server.kill()
  printTable(
    `Live again after an outage of ${outage / 1000} s, ms from the server's return (${outages * clients} runs)`,
    [row('react-pusher-kit', waits.kit), row('pusher-js alone', waits.plain)],
  )
  console.log(
    `pusher-js takes ${rounded(quantile(waits.plain, 0.5) / quantile(waits.kit, 0.5), 1)} times as long.`,
  )
}

function row(name: string, waits: readonly number[]) {
  return {
    case: name,
    median: rounded(quantile(waits, 0.5)),
    p95: rounded(quantile(waits, 0.95)),
    longest: rounded(Math.max(...waits)),
  }
}
