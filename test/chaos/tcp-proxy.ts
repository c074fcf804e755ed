import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A bad link: what passes through it is delayed, cut in halves, held up, or lost with its connection. */
export interface TcpProxy {
  port: number
  /** Breaks every connection; what was on its way is lost. */
  cut: () => void
  /** Nothing passes for a while, then everything does. */
  stall: (ms: number) => void
  close: () => Promise<void>
}

/** Longest delay of a piece, ms. */
const longestDelay = 6

/** Listens on a free port of 127.0.0.1, and passes on to `target`. */
export async function openTcpProxy(target: number, random: () => number): Promise<TcpProxy> {
  const links = new Set<Socket>()
  let stalledUntil = 0

  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      links.add(from)
      forward(from, to)
      from.on('close', () => {
        links.delete(from)
        to.destroy()
      })
      // A broken link is what this is for; `close` follows.
      from.on('error', () => {})
    }
  })

  function forward(from: Socket, to: Socket): void {
    let queue = Promise.resolve()
    from.on('data', (data: Buffer) => {
      const middle = random() < 0.2 ? Math.floor(data.length * random()) : data.length
      for (const piece of [data.subarray(0, middle), data.subarray(middle)]) {
        const delay = random() < 0.3 ? random() * longestDelay : 0
        queue = queue.then(() => pass(piece, to, delay))
      }
    })
  }

  async function pass(piece: Buffer, to: Socket, delay: number): Promise<void> {
    const wait = Math.max(delay, stalledUntil - Date.now())
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    if (piece.length > 0 && to.writable) to.write(piece)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      for (const link of links) link.destroy()
    },
    stall: (ms) => {
      stalledUntil = Date.now() + ms
    },
    close: async () => {
      for (const link of links) link.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
