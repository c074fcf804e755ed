import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { patience } from '../run/time-limits.ts'
import { StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { buildKit, roundRobin, startServer, startServers } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'
import { sharedStores } from './shared-stores.ts'
import type { SharedStore } from './shared-stores.ts'

/** How often a server is killed. */
const kills = process.env['CHAOS'] === 'full' ? 50 : 5
const file = './broadcasting-server.mjs'
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

let kit: Awaited<ReturnType<typeof buildKit>>
beforeAll(async () => {
  kit = await buildKit()
})
afterAll(() => kit.remove())

describe.each(sharedStores)('servers that share a store on %s', (_, share) => {
  let shared: SharedStore
  let upstream: StandInUpstream
  let processes: ServerProcess[] = []
  let settings: object

  beforeEach(async () => {
    upstream = await new StandInUpstream().open()
    shared = await share()
    processes = []
    settings = { ...shared.settings, upstream: upstream.port }
  })
  afterEach(async () => {
    for (const server of processes) server.thaw()
    await Promise.all(processes.map((server) => server.stop()))
    await upstream.close()
    await shared.remove()
  })

  /** Writes a line, again and again at the next server with the same key, until one has stored it. */
  async function write(send: ReturnType<typeof roundRobin>, id: number): Promise<void> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `line-${id}` },
      body: JSON.stringify([{ text: `line ${id}` }]),
    }
    for (;;) {
      const status = await send('/api/v1/logs', init).then(
        async (response) => (await response.text(), response.status),
        () => 0,
      )
      if (status === 202) return
      // Its server has ended, or the key's first request is still running somewhere.
      if (status !== 0 && status !== 409 && status < 500) throw new Error(`Expected 202 but got ${status}.`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const arrived = (count: number, timeout = patience * 2) =>
    vi.waitFor(() => expect(new Set(upstream.numbers('logs')).size).toBe(count), { timeout, interval: 50 })

  it('broadcast in the order of the numbers', { timeout: 120_000 }, async () => {
    processes = await startServers(3, kit.folder, file, settings)
    const send = roundRobin(processes)
    const lines = 300
    let next = 0
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        while (next < lines) await write(send, next++)
      }),
    )
    await arrived(lines)
    const numbers = upstream.numbers('logs')
    expect([...new Set(numbers)]).toEqual(upTo(lines))
    // Each once, unless a busy machine stops a process for longer than a lease.
    expect(numbers.length - lines).toBeLessThan(lines / 10)
  })

  it(
    `lose nothing, and broadcast nothing late, when one is killed ${kills} times`,
    { timeout: kills * 30_000 },
    async () => {
      processes = await startServers(3, kit.folder, file, settings)
      const send = roundRobin(processes)
      const run = { isOver: false }
      let next = 0
      const writers = Array.from({ length: 4 }, async () => {
        while (!run.isOver) await write(send, next++)
      })
      for (let kill = 0; kill < kills; kill++) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
        const index = kill % processes.length
        await processes[index]?.kill()
        processes[index] = await startServer(kit.folder, file, settings)
      }
      run.isOver = true
      await Promise.all(writers)
      const stoppedAt = performance.now()
      const store = await shared.open()
      const { lastSeq } = await store.history({ channel: 'logs', limit: 1 })
      await store.close()
      // Nothing is stored twice, and nothing is missing.
      expect(lastSeq).toBe(next)
      await arrived(lastSeq)
      const waited = performance.now() - stoppedAt
      const numbers = upstream.numbers('logs')
      const first = [...new Set(numbers)]
      expect(first).toEqual(upTo(lastSeq))
      console.log(
        `${kills} kills: ${lastSeq} lines, ${numbers.length - lastSeq} broadcast again, the last ${Math.round(waited)} ms after the end`,
      )
    },
  )

  it(
    'broadcast all of 100 lines where each process is frozen after its answer',
    { timeout: 120_000 },
    async () => {
      const server = await startServer(kit.folder, file, { ...settings, isFrozen: true })
      processes = [server]
      const send = roundRobin(processes)
      for (let id = 0; id < 100; id++) {
        server.thaw()
        await write(send, id)
        // The platform waits for what the request handed over, and for nothing else.
        await (await send('/done')).text()
        server.freeze()
      }
      expect(upstream.numbers('logs')).toEqual(upTo(100))
    },
  )
})
