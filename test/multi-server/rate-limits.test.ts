import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { databases } from './databases.ts'
import type { SharedDatabase } from './databases.ts'
import { patience } from '../run/time-limits.ts'
import { buildKit, roundRobin, startServer } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'

/** A busy machine must not need a second window. */
const rule = { requests: 100, seconds: 60 }
const servers = 3
/** What a busy machine does late is no outage. */
const rateLimit = { storeTimeoutMs: patience }
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

/** Expects what one server would let pass, give or take one. */
function expectExact({ passed, refused }: { passed: number; refused: number }, count: number): void {
  expect(passed + refused).toBe(count)
  expect(Math.abs(passed - rule.requests)).toBeLessThanOrEqual(1)
}

describe.each(databases)('three servers that share their limits on %s', (store, startDatabase) => {
  let database: SharedDatabase
  let processes: ServerProcess[]

  beforeAll(async () => {
    database = await startDatabase()
    const settings = { store, url: database.url, rule, rateLimit, upstream: upstream.port }
    processes = await Promise.all(
      Array.from({ length: servers }, () => startServer(kit.folder, 'limited-server.mjs', settings)),
    )
  })
  afterAll(async () => {
    await Promise.all(processes.map((server) => server.kill()))
    await database.remove()
  })

  it('let a user publish as often as one server would', async () => {
    const { length } = upstream.taken
    const counts = await publish(roundRobin(processes), 'ana', 300)
    console.log(`${store}: ${counts.passed} of 300 passed`)
    expectExact(counts, 300)
    expect(upstream.taken).toHaveLength(length + counts.passed)
  })

  it('answer while the store is down, each by its own count, and count exactly when it is back', async () => {
    const send = roundRobin(processes)
    const has = (message: string) =>
      processes.map(({ lines }) => lines.filter((line) => line.message === message))
    await database.stop()
    const alone = await publish(send, 'ben', 400)
    console.log(
      `${store}, stopped: ${alone.passed} of 400 passed, the slowest answer in ${alone.longest.toFixed(0)} ms`,
    )
    expect(alone).toMatchObject({
      passed: servers * rule.requests,
      refused: 400 - servers * rule.requests,
    })
    expect(has('rate limit store failed, counting in memory')).toEqual(
      processes.map(() => [expect.anything()]),
    )

    await database.start()
    let probes = 0
    await expect
      .poll(
        async () => {
          await publish(send, `probe-${probes++}`, servers)
          return has('rate limit store answers again').map((lines) => lines.length)
        },
        { timeout: 20_000 },
      )
      .toEqual(processes.map(() => 1))
    const together = await publish(send, 'cleo', 300)
    console.log(`${store}, back: ${together.passed} of 300 passed`)
    expectExact(together, 300)
    expect(processes.map((server) => server.output())).toEqual(processes.map(() => ''))
  })
})
