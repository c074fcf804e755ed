import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'libsql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { patience } from '../run/time-limits.ts'
import { StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { databases } from './databases.ts'
import { buildKit, roundRobin, startServer, startServers } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'

const file = 'metered-server.mjs'
const hour = 3_600_000
const messagesPerDay = 300
const users = 30

interface Shared {
  settings: object
  /** Takes the database away and brings it back. */
  outage: { stop: () => Promise<void>; start: () => Promise<void> }
  remove: () => unknown
}

async function shareLibsql(): Promise<Shared> {
  const folder = mkdtempSync(join(tmpdir(), 'multi-server-'))
  const database = join(folder, 'events.db')
  let lock: Database.Database
  return {
    settings: { file: database },
    // No other process writes then.
    outage: {
      async stop() {
        lock = new Database(database)
        lock.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE')
      },
      async start() {
        lock.exec('ROLLBACK')
        lock.close()
      },
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

const stores: (readonly [name: string, share: () => Promise<Shared>])[] = [
  ['libsql', shareLibsql],
  ...databases
    .filter(([name]) => name === 'PostgreSQL')
    .map(
      ([name, start]) =>
        [
          name,
          async (): Promise<Shared> => {
            const { url, stop, start: restart, remove } = await start('rpk_counts')
            return { settings: { url }, outage: { stop, start: restart }, remove }
          },
        ] as const,
    ),
]

interface Usage {
  shared: boolean
  date: string
  messages: { total: number; deliveries_known: boolean }
}
interface Metrics {
  events: { series: number[] }[]
  channels: unknown
  series: { count: number }[]
}

let kit: Awaited<ReturnType<typeof buildKit>>
beforeAll(async () => {
  kit = await buildKit()
})
afterAll(() => kit.remove())

describe.each(stores)('servers that share their counters on %s', (_, share) => {
  let shared: Shared
  let upstream: StandInUpstream
  let processes: ServerProcess[] = []
  let settings: object

  beforeEach(async () => {
    upstream = await new StandInUpstream().open()
    shared = await share()
    processes = []
    settings = { ...shared.settings, upstream: upstream.port, messagesPerDay }
  })
  afterEach(async () => {
    for (const server of processes) server.thaw()
    await Promise.all(processes.map((server) => server.stop()))
    await upstream.close()
    await shared.remove()
  })

  /** Publishes `count` events, ten at a time, by {@link users} users. @returns the longest time of an answer, ms */
  async function publish(servers: readonly ServerProcess[], count: number): Promise<number> {
    const send = roundRobin(servers)
    let next = 0
    let longest = 0
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        while (next < count) {
          const id = next++
          const headers = { 'content-type': 'application/json', 'x-user': `user-${id % users}` }
          const body = JSON.stringify({ channel: `news-${id % 7}`, event: 'x', data: {} })
          const start = performance.now()
          const response = await send('/api/v1/realtime/trigger', { method: 'POST', headers, body })
          expect(response.status).toBe(200)
          await response.text()
          longest = Math.max(longest, performance.now() - start)
        }
      }),
    )
    return longest
  }

  async function read<T>({ url }: ServerProcess, path: string): Promise<T> {
    return (await (await fetch(`${url}/api/v1/pusher/${path}`)).json()) as T
  }

  const totals = () =>
    Promise.all(processes.map(async (server) => (await read<Usage>(server, 'usage')).messages.total))
  const logged = (message: string) =>
    processes.flatMap(({ lines }) => lines.filter((line) => line.message === message))

  it('report the same usage, also after a restart, and one alert in all', { timeout: 120_000 }, async () => {
    processes = await startServers(3, kit.folder, file, settings)
    await publish(processes, 300)
    await expect.poll(totals, { timeout: patience }).toEqual([300, 300, 300])
    const full = { kind: 'messages', threshold: 100 }
    const alerts = () => logged('alert').map(({ details }) => details)
    await expect.poll(alerts, { timeout: patience }).toContainEqual(full)
    // When both limits are passed between two looks, there is one alert.
    const nearly = { ...full, threshold: 80 }
    expect(alerts().length).toBe(alerts().some((details) => isDeepStrictEqual(details, nearly)) ? 2 : 1)
    expect(logged('[USAGE] 100 % of the messages of the plan')).toHaveLength(1)

    const before = processes
    processes = await startServers(3, kit.folder, file, settings)
    await Promise.all(before.map((server) => server.stop()))
    expect(await totals()).toEqual([300, 300, 300])
    expect(await read<Usage>(processes[0] as ServerProcess, 'usage')).toMatchObject({
      shared: true,
      messages: { calls: 300, deliveries_known: false, webhooks: 0 },
      percent: { messages: 100 },
      warning: true,
    })
    // The new processes pass the limit again, and say nothing.
    await publish(processes, 30)
    await expect.poll(totals, { timeout: patience }).toEqual([330, 330, 330])
    expect(logged('alert')).toEqual([])
  })

  it('report the same metrics, with clocks an hour apart', { timeout: 120_000 }, async () => {
    processes = await Promise.all(
      [0, hour, -hour].map((clockAhead) => startServer(kit.folder, file, { ...settings, clockAhead })),
    )
    await publish(processes, 300)
    await expect.poll(totals, { timeout: patience }).toEqual([300, 300, 300])
    const dates = await Promise.all(
      processes.map(async (server) => (await read<Usage>(server, 'usage')).date),
    )
    expect(new Set(dates).size).toBe(1)
    for (const range of ['5m', '1h', '24h', '7d', '30d', '1y']) {
      for (const server of processes) {
        const { events, channels, series } = await read<Metrics>(server, `metrics?range=${range}`)
        expect(events).toMatchObject([{ event: 'x', count: 300, unique_users: users }])
        expect(events[0]?.series.reduce((sum, count) => sum + count)).toBe(300)
        expect(channels).toEqual([{ event: 'x', channel: 'news-{topic}', count: 300, unique_users: users }])
        expect(series.reduce((sum, { count }) => sum + count, 0)).toBe(300)
      }
    }
  })

  it('keep what a killed server counted more than a second ago', { timeout: 120_000 }, async () => {
    processes = await startServers(2, kit.folder, file, settings)
    const [killed, other] = processes as [ServerProcess, ServerProcess]
    await publish([killed], 50)
    await expect
      .poll(async () => (await read<Usage>(other, 'usage')).messages.total, { timeout: patience })
      .toBe(50)
    await killed.kill()
    expect((await read<Usage>(other, 'usage')).messages.total).toBe(50)
  })

  it('have the counts of a process that is frozen after its answer', { timeout: 120_000 }, async () => {
    processes = [
      await startServer(kit.folder, file, { ...settings, lifetime: 'request' }),
      await startServer(kit.folder, file, settings),
    ]
    const [frozen, other] = processes as [ServerProcess, ServerProcess]
    await publish([frozen], 1)
    frozen.freeze()
    expect((await read<Usage>(other, 'usage')).messages.total).toBe(1)
  })

  it('lose no count while the store is away, and delay no request', { timeout: 120_000 }, async () => {
    processes = await startServers(3, kit.folder, file, settings)
    await publish(processes, 30)
    await expect.poll(totals, { timeout: patience }).toEqual([30, 30, 30])
    await shared.outage.stop()
    const longest = await publish(processes, 60)
    console.log(`the slowest answer in the outage: ${longest.toFixed(0)} ms`)
    expect(longest).toBeLessThan(2000)
    await expect
      .poll(() => logged('counters could not be stored, they wait in memory').length, {
        timeout: patience * 2,
      })
      .toBe(3)
    expect(await read<Usage>(processes[0] as ServerProcess, 'usage')).toMatchObject({ shared: false })
    await publish(processes, 60)
    await shared.outage.start()
    await expect.poll(totals, { timeout: patience * 2 }).toEqual([150, 150, 150])
    expect(logged('counters could not be stored, they wait in memory')).toHaveLength(3)
    await expect.poll(() => logged('counters are stored again').length, { timeout: patience }).toBe(3)
    expect(processes.map((server) => server.output())).toEqual(['', '', ''])
  })
})
