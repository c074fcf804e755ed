import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DevServer, startDevServer } from 'react-pusher-kit/dev-server'
import type { Link, LogReader } from './log-readers.ts'
import { seededRandom } from './seeded-random.ts'
import { publishLines } from './steady-publisher.ts'
import { openTcpProxy } from './tcp-proxy.ts'
import { judge, type Verdict } from './verdict.ts'

export interface ChaosOptions {
  seed: number
  lines: number
  cuts: number
  restarts: number
  readers: number
  /** Lines per request: more than one makes `kit:batch` messages. */
  batch: number
  openReader: (link: Link) => Promise<LogReader>
  /** Served to tabs. */
  consoleFolder?: string
  /** ms that a reader may take to catch up in the end. */
  patience: number
}

/** Publishes while the link is cut and the server restarted, and judges what the readers end with. */
export async function runChaos(options: ChaosOptions): Promise<Verdict[]> {
  const { seed, lines, cuts, restarts, batch, consoleFolder, patience } = options
  const random = seededRandom(seed)
  const data = await mkdtemp(join(tmpdir(), 'chaos-'))
  const start = (port: number): Promise<DevServer> =>
    startDevServer({ port, data, ...(consoleFolder && { consoleFolder }) })
  let dev = await start(0)
  const { port, app, token } = dev
  const proxy = await openTcpProxy(port, random)
  const link = { appKey: app.key, token, port: proxy.port, capacity: lines * 2 + 10_000 }
  const readers = await Promise.all(Array.from({ length: options.readers }, () => options.openReader(link)))

  const batches = Math.ceil(lines / batch)
  const cutAt = drawSteps(cuts, batches, random)
  const restartAt = drawSteps(restarts, batches, random)
  let step = 0
  try {
    await publishLines(() => dev.url, token, {
      lines,
      batch,
      onBatch: async () => {
        step += 1
        if (cutAt.has(step)) {
          proxy.cut()
          if (random() < 0.3) proxy.stall(random() * 300)
          await new Promise((resolve) => setTimeout(resolve, random() * 60))
        }
        if (!restartAt.has(step)) return
        await dev.close()
        dev = await start(port)
      },
    })
    return await Promise.all(readers.map((reader) => settle(reader, lines, patience)))
  } finally {
    await Promise.all(readers.map((reader) => reader.close()))
    await proxy.close()
    await dev.close()
    await rm(data, { recursive: true, force: true })
  }
}

/** Waits until a reader has all there is, or its time is up. */
async function settle(reader: LogReader, lines: number, patience: number): Promise<Verdict> {
  const state = await reader.settled(lines, patience)
  return judge(await reader.read(), lines, state)
}

/** `count` different steps of `1…total`. */
function drawSteps(count: number, total: number, random: () => number): Set<number> {
  const steps = new Set<number>()
  while (steps.size < Math.min(count, total)) steps.add(1 + Math.floor(random() * total))
  return steps
}
