import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'libsql'
import { startDevServer } from 'react-pusher-kit/dev-server'
import { roundRobin, startServer } from '../multi-server/server-processes.ts'
import { openFollowingReader } from './following-reader.ts'
import { openQuotaGate } from './quota-gate.ts'
import { seededRandom } from './seeded-random.ts'
import { publishLines } from './steady-publisher.ts'
import { openTcpProxy } from './tcp-proxy.ts'
import { judge, type Verdict } from './verdict.ts'

export interface SwitchOptions {
  seed: number
  /** The folder of the built kit. */
  kit: string
  /** How often the primary runs out of quota and is used again. */
  rounds: number
  /** Readers that send requests, and readers that only listen. */
  talking: number
  listening: number
  /** ms between two switches. A reader moves once in 8 to 12 s. */
  calm: number
  /** ms that a reader may take to follow, and to catch up in the end. */
  patience: number
}

export interface SwitchResult {
  published: number
  /** ms from the first answer of a server that names the other backend until a reader is subscribed there. */
  talking: number[]
  listening: number[]
  verdicts: Verdict[]
  kills: number
  cuts: number
  /** Requests that the primary refused because of its quota. */
  refused: number
}

/** Lines of a request, and ms between two requests. */
const batch = 2
const pause = 25
/** Shares of the requests after which a server is killed, and the connections of a backend are cut. */
const killShare = 1 / 150
const cutShare = 1 / 60
const servers = 2

/** Publishes while servers are killed, links are cut, and the primary runs out of quota and comes back. */
export async function runSwitches(options: SwitchOptions): Promise<SwitchResult> {
  const { seed, kit, rounds, calm, patience } = options
  const random = seededRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'switches-'))
  const file = join(folder, 'events.db')
  const upstreams = await Promise.all(
    ['primary', 'fallback'].map((name) => startDevServer({ port: 0, data: join(folder, name) })),
  )
  const gates = await Promise.all(upstreams.map(({ port }) => openQuotaGate(port)))
  const links = await Promise.all(upstreams.map(({ port }) => openTcpProxy(port, random)))
  const settings = {
    file,
    backends: upstreams.map(({ app }, index) => ({
      name: ['primary', 'fallback'][index],
      appId: app.id,
      key: app.key,
      secret: app.secret,
      port: gates[index]?.port,
    })),
  }
  const start = () => startServer(kit, '../chaos/switching-server.mjs', settings)
  const processes = await Promise.all(Array.from({ length: servers }, start))
  const send = roundRobin(processes)
  const backends = upstreams.map(({ app }, index) => ({ appKey: app.key, port: links[index]?.port ?? 0 }))
  const readers = Array.from({ length: options.talking + options.listening }, (_, index) =>
    openFollowingReader({ backends, send, talks: index < options.talking, capacity: 200_000 }),
  )

  const result: SwitchResult = {
    published: 0,
    talking: [],
    listening: [],
    verdicts: [],
    kills: 0,
    cuts: 0,
    refused: 0,
  }
  let isOver = false
  let restarting = Promise.resolve()

  /** Kills a server; another one takes its place while the rest goes on. */
  async function kill(): Promise<void> {
    result.kills += 1
    const index = Math.floor(random() * servers)
    await processes[index]?.kill()
    processes[index] = await start()
  }

  /** One after the other, so that a server is always running. */
  const killNext = () => (restarting = restarting.then(kill))

  async function onBatch(): Promise<boolean> {
    if (random() < killShare) void killNext()
    if (random() < cutShare) {
      result.cuts += 1
      links[Math.floor(random() * links.length)]?.cut()
    }
    await sleep(pause)
    return !isOver
  }

  /** Asks until a server publishes to a backend. @returns the time, ms of `performance.now()` */
  async function answerNames(appKey: string): Promise<number> {
    for (;;) {
      const answer = await send('/api/v1/pusher/status').catch(() => null)
      const { active } = ((await answer?.json().catch(() => null)) ?? {}) as { active?: string }
      if (active === appKey || isOver) return performance.now()
      await sleep(pause)
    }
  }

  /** Changes the backend that is used, and waits until all readers have followed. */
  async function follow(backend: number, change: () => void | Promise<void>): Promise<void> {
    const { appKey = '' } = backends[backend] ?? {}
    await change()
    const changing = answerNames(appKey)
    const all = readers.map(async (reader) => {
      const at = await reader.arrivalAt(appKey)
      result[reader.talks ? 'talking' : 'listening'].push(at - (await changing))
    })
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`Expected all readers to follow to backend ${backend} in ${patience} ms.`)),
        patience,
      )
    })
    await Promise.race([Promise.all(all), late]).finally(() => clearTimeout(timer))
  }

  const [primary] = gates
  if (!primary) throw new Error('Expected a primary.')
  try {
    const serverUrl = () => {
      const running = processes.filter((server) => server.isRunning())
      return running[Math.floor(random() * running.length)]?.url ?? ''
    }
    const publishing = publishLines(serverUrl, '', { lines: Number.POSITIVE_INFINITY, batch, onBatch })
    await follow(0, () => {})
    result.talking = []
    result.listening = []
    for (let round = 0; round < rounds; round++) {
      await follow(1, () => void (primary.isOverQuota = true))
      await Promise.all([killNext(), sleep(calm)])
      await follow(0, () => {
        primary.isOverQuota = false
        endPauses(file)
      })
      await sleep(calm)
    }
    isOver = true
    result.published = await publishing
    await restarting
    result.refused = primary.refused
    result.verdicts = await Promise.all(
      readers.map(async (reader) => {
        const state = await reader.settled(result.published, patience)
        return judge(reader.read(), result.published, state)
      }),
    )
    return result
  } finally {
    isOver = true
    for (const reader of readers) reader.close()
    await restarting
    await Promise.all(processes.map((server) => server.stop()))
    for (const closable of [...links, ...gates, ...upstreams]) await closable.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lets a backend that was out of quota be tried again at once, instead of after 15 minutes. */
function endPauses(file: string): void {
  const database = new Database(file)
  database.pragma('busy_timeout = 5000')
  database.exec('UPDATE backends SET version = version + 1, rests_until = 1')
  database.close()
}
