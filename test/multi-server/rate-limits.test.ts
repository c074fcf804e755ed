import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { databases } from './databases.ts'
import type { SharedDatabase } from './databases.ts'
import { patience } from '../run/time-limits.ts'
import { buildKit, roundRobin, startServer, startServers } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'

/** A busy machine must not need a second window. */
const rule = { requests: 100, seconds: 60 }
const servers = 3
/** What a busy machine does late is no outage. */
const storeTimeoutMs = patience / 2
/** Requests at a time. */
const concurrency = 30

const upstream = new StandInUpstream()
let kit: Awaited<ReturnType<typeof buildKit>>

beforeAll(async () => {
  await upstream.open()
  kit = await buildKit()
})
afterAll(async () => {
  kit.remove()
  await upstream.close()
})

type Send = ReturnType<typeof roundRobin>

/** Publishes as a user. @returns the status of each answer, and the longest time of one, ms */
async function publish(send: Send, user: string, count: number) {
  const body = JSON.stringify({ channel: 'news', event: 'x', data: {} })
  const headers = { 'content-type': 'application/json', 'x-user': JSON.stringify(user) }
  const all: { status: number; ms: number }[] = []
  let started = 0
  async function publishInTurn(): Promise<void> {
    while (started++ < count) {
      const start = performance.now()
      const response = await send('/api/v1/realtime/trigger', { method: 'POST', headers, body })
      await response.text()
      all.push({ status: response.status, ms: performance.now() - start })
    }
  }
  await Promise.all(Array.from({ length: concurrency }, publishInTurn))
  return {
    passed: all.filter(({ status }) => status === 200).length,
    refused: all.filter(({ status }) => status === 429).length,
    longest: Math.max(...all.map(({ ms }) => ms)),
  }
}

/** How far the counts are from those of one server. */
function deviation({ passed, refused }: { passed: number; refused: number }, count: number): number {
  return Math.abs(passed - rule.requests) + Math.abs(passed + refused - count)
}

describe.each(databases)('three servers that share their limits on %s', (store, startDatabase) => {
  let database: SharedDatabase
  let processes: ServerProcess[] = []
  const settings = () => ({
    store,
    url: database.url,
    rule,
    rateLimit: { storeTimeoutMs },
    upstream: upstream.port,
  })

  beforeAll(async () => {
    database = await startDatabase('rpk_rate_limits')
    processes = await startServers(servers, kit.folder, 'limited-server.mjs', settings())
  })
  afterAll(async () => {
    await Promise.all(processes.map((server) => server.kill()))
    await database.remove()
  })

  it('let a user publish as often as one server would', async () => {
    const { length } = upstream.taken
    const counts = await publish(roundRobin(processes), 'ana', 300)
    console.log(`${store}: ${counts.passed} of 300 passed`)
    expect(deviation(counts, 300)).toBeLessThanOrEqual(1)
    expect(upstream.taken).toHaveLength(length + counts.passed)
  })

  it('count by one clock, and apart from another app in the same database', async () => {
    const hour = 3_600_000
    const rateLimit = { storeTimeoutMs, prefix: 'other-app' }
    const others = await Promise.all(
      [0, hour, -hour].map((clockAhead) =>
        startServer(kit.folder, 'limited-server.mjs', { ...settings(), rateLimit, clockAhead }),
      ),
    )
    const counts = await publish(roundRobin(others), 'ana', 300)
    console.log(`${store}, clocks an hour apart: ${counts.passed} of 300 passed`)
    await Promise.all(others.map((server) => server.stop()))
    expect(deviation(counts, 300)).toBeLessThanOrEqual(1)
  })

  it('count what a server counted that was killed', async () => {
    const killed = await startServer(kit.folder, 'limited-server.mjs', settings())
    const all = roundRobin([...processes, killed])
    const first = await publish(all, 'dora', 60)
    await killed.kill()
    const second = await publish(all, 'dora', 240)
    console.log(`${store}, one killed: ${first.passed + second.passed} of 300 passed`)
    expect(first.passed).toBe(60)
    expect(
      deviation({ passed: first.passed + second.passed, refused: second.refused }, 300),
    ).toBeLessThanOrEqual(1)
  })

  it.each<[string, begin: () => Promise<void>, end: () => Promise<void>]>([
    ['is stopped', () => database.stop(), () => database.start()],
    ['answers nothing', () => database.freeze(), () => database.thaw()],
  ])('count alone while the store %s, and exactly when it is back', async (outage, begin, end) => {
    const send = roundRobin(processes)
    const before = processes.map(({ lines }) => lines.length)
    const logged = (message: string) =>
      processes.map(
        ({ lines }, index) => lines.slice(before[index]).filter((line) => line.message === message).length,
      )
    const underWay = publish(send, `under way: ${outage}`, 200)
    await begin()
    const { passed: passedThen, refused: refusedThen } = await underWay
    expect(passedThen + refusedThen).toBe(200)
    const alone = await publish(send, `alone: ${outage}`, 400)
    const slowest = `the slowest answer in ${alone.longest.toFixed(0)} ms`
    console.log(`${store} ${outage}: ${alone.passed} of 400 passed, ${slowest}`)
    const passed = servers * rule.requests
    expect(alone).toMatchObject({ passed, refused: 400 - passed })
    expect(alone.longest).toBeLessThan(storeTimeoutMs + patience)
    expect(logged('rate limit store failed, counting in memory')).toEqual(processes.map(() => 1))

    await end()
    let probes = 0
    await expect
      .poll(
        async () => {
          await publish(send, `probe ${probes++}: ${outage}`, servers)
          return logged('rate limit store answers again')
        },
        { timeout: 4 * patience },
      )
      .toEqual(processes.map(() => 1))
    const together = await publish(send, `together: ${outage}`, 300)
    console.log(`${store} is back: ${together.passed} of 300 passed`)
    expect(deviation(together, 300)).toBeLessThanOrEqual(1)
    expect(processes.map((server) => server.output())).toEqual(processes.map(() => ''))
  })
})
