import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { libsqlStore, postgresStore } from 'react-pusher-kit/stores'
import type { EventStore } from 'react-pusher-kit/server'
import { patience } from '../run/time-limits.ts'
import { accept, answerWith, StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { databases } from './databases.ts'
import { buildKit, roundRobin, startServer, startServers } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'

const file = './fallback-server.mjs'
const hour = 3_600_000
const day = 24 * hour
/** ms within which all servers answer the same. */
const agreement = 2000
/** ms of a publish that waits for nothing but the backend, on a busy machine. */
const prompt = 3000
const overQuota = answerWith(403, 'You are over your message quota')

interface Shared {
  settings: object
  open: () => EventStore | Promise<EventStore>
  run: (sql: string) => Promise<void>
  /** The table of the states. */
  table: string
  /** Lets the store answer nothing until `thaw`. */
  freeze: () => Promise<void>
  thaw: () => Promise<void>
  remove: () => unknown
}

async function shareLibsql(): Promise<Shared> {
  const folder = mkdtempSync(join(tmpdir(), 'backends-'))
  const database = join(folder, 'events.db')
  await libsqlStore({ file: database }).close()
  let lock: Database.Database | undefined
  return {
    settings: { file: database },
    table: 'backends',
    open: () => libsqlStore({ file: database }),
    async run(sql) {
      const own = new Database(database)
      own.pragma(`busy_timeout = ${patience}`)
      own.exec(sql)
      own.close()
    },
    async freeze() {
      lock = new Database(database)
      lock.pragma(`busy_timeout = ${patience}`)
      lock.exec('BEGIN IMMEDIATE')
    },
    async thaw() {
      lock?.exec('ROLLBACK')
      lock?.close()
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

async function sharePostgres(start: (typeof databases)[number][1]): Promise<Shared> {
  const { url, freeze, thaw, remove } = await start('rpk_backends')
  return {
    settings: { url },
    table: 'rpk_backends',
    open: () => postgresStore({ connectionString: url }),
    async run(sql) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(sql)
      await client.end()
    },
    freeze,
    thaw,
    remove,
  }
}

const stores: (readonly [name: string, share: () => Promise<Shared>])[] = [
  ['libsql', shareLibsql],
  ...databases
    .filter(([name]) => name === 'PostgreSQL')
    .map(([name, start]) => [name, () => sharePostgres(start)] as const),
]

let kit: Awaited<ReturnType<typeof buildKit>>
beforeAll(async () => {
  kit = await buildKit()
})
afterAll(() => kit.remove())

interface Report {
  name: string
  status: string
  reason?: string
  message_count: number
  error_count: number
}

describe.each(stores)('the state of the backends of servers that share a store on %s', (name, share) => {
  let shared: Shared
  let primary: StandInUpstream
  let fallback: StandInUpstream
  let processes: ServerProcess[] = []
  let settings: object

  beforeEach(async () => {
    primary = await new StandInUpstream().open()
    fallback = await new StandInUpstream().open()
    shared = await share()
    processes = []
    settings = {
      ...shared.settings,
      primary: primary.port,
      fallback: fallback.port,
    }
  })
  afterEach(async () => {
    await Promise.all(processes.map((server) => server.stop()))
    await primary.close()
    await fallback.close()
    await shared.remove()
  })

  async function publish(server: ServerProcess): Promise<number> {
    const startedAt = performance.now()
    const response = await fetch(`${server.url}/api/v1/realtime/trigger`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'news', event: 'x', data: {} }),
    })
    expect([response.status, await response.json()]).toMatchObject([200, {}])
    return performance.now() - startedAt
  }

  async function json<T>(server: ServerProcess, path: string): Promise<T> {
    return (await (await fetch(`${server.url}${path}`)).json()) as T
  }

  /** What a server answers about its backends, without what is its own. */
  async function answerOf(server: ServerProcess) {
    const status = await json<object>(server, '/api/v1/pusher/status')
    return {
      status,
      ...(await json<{ broadcasters: Report[] }>(server, '/admin/broadcaster-status')),
    }
  }

  const active = (server: ServerProcess) =>
    json<{ backend: string }>(server, '/api/v1/pusher/status').then(({ backend }) => backend)

  /** Waits until all servers use a backend. @returns ms that it took, once they agree in everything they answer */
  async function agreeOn(backend: string): Promise<number> {
    const startedAt = performance.now()
    await expect
      .poll(() => Promise.all(processes.map(active)), {
        timeout: patience,
        interval: 20,
      })
      .toEqual(processes.map(() => backend))
    const ms = performance.now() - startedAt
    await expect
      .poll(
        async () => new Set((await Promise.all(processes.map(answerOf))).map((each) => JSON.stringify(each))),
        {
          timeout: patience,
        },
      )
      .toHaveProperty('size', 1)
    return ms
  }

  /** Ends what the states wait for, as time does. */
  const endPauses = (columns: readonly string[]) =>
    shared.run(
      `UPDATE ${shared.table} SET version = version + 1, ${columns
        .map((column) => `${column} = 1`)
        .join(', ')}`,
    )

  it('is one answer after one of them met the quota, and stays it over a restart', async () => {
    processes = await startServers(3, kit.folder, file, settings)
    await Promise.all(processes.map(publish))
    expect(primary.taken).toHaveLength(3)
    primary.answer = overQuota
    const [first] = processes as [ServerProcess]
    await publish(first)
    const ms = await agreeOn('fallback')
    console.log(`${name}: three servers agreed ${ms.toFixed(0)} ms after one met the quota`)
    expect(ms).toBeLessThan(agreement)

    // No server asks the primary again.
    const { length } = primary.publishes
    for (const server of [...processes, ...processes]) await publish(server)
    expect(primary.publishes).toHaveLength(length)
    await agreeOn('fallback')
    await expect
      .poll(async () => (await answerOf(first)).broadcasters, { timeout: patience })
      .toMatchObject([
        {
          name: 'primary',
          status: 'limit_reached',
          message_count: 3,
          error_count: 1,
        },
        {
          name: 'fallback',
          status: 'active',
          message_count: 7,
          error_count: 0,
        },
      ])
    const before = await answerOf(first)
    expect(before.broadcasters[0]?.reason).toContain('403: You are over your message quota')

    await Promise.all(processes.map((server) => server.stop()))
    processes = await startServers(3, kit.folder, file, settings)
    // The first answer of each, before any message.
    for (const server of processes) expect(await answerOf(server)).toEqual(before)
    for (const server of processes) await publish(server)
    expect(primary.publishes).toHaveLength(length)
    expect(processes.map(({ output }) => output())).toEqual(['', '', ''])
    expect(JSON.stringify(processes.map(({ lines }) => lines))).not.toContain('upstream-secret')
  })

  it('is kept when the server that found it is killed', async () => {
    processes = await startServers(2, kit.folder, file, settings)
    primary.answer = overQuota
    const [first] = processes as [ServerProcess]
    await publish(first)
    await agreeOn('fallback')
    await first.kill()
    processes = [...processes.slice(1), await startServer(kit.folder, file, settings)]
    expect(await Promise.all(processes.map(active))).toEqual(['fallback', 'fallback'])
  })

  it('is tried by one server, and all use the backend again that it found well', async () => {
    processes = await startServers(3, kit.folder, file, settings)
    primary.answer = overQuota
    await publish(processes[0] as ServerProcess)
    await agreeOn('fallback')
    const { length } = primary.publishes
    let end = () => {}
    primary.answer = (response) => {
      end = () => {
        primary.answer = accept
        response.end('{}')
      }
      response.writeHead(200)
    }
    await endPauses(['rests_until'])
    const send = roundRobin(processes)
    const body = JSON.stringify({ channel: 'news', event: 'x', data: {} })
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }
    const all: Promise<Response>[] = []
    // Each server has read that the pause is over, and one message waits for the primary.
    const probing = async () => {
      all.push(send('/api/v1/realtime/trigger', init))
      return primary.publishes.length
    }
    await expect.poll(probing, { timeout: patience }).toBe(length + 1)
    for (let message = 0; message < 30; message++) all.push(send('/api/v1/realtime/trigger', init))
    const trying = all.length
    await expect
      .poll(() => fallback.publishes.length, { timeout: patience })
      .toBeGreaterThanOrEqual(trying - 1)
    await agreeOn('fallback')
    expect(primary.publishes).toHaveLength(length + 1)

    end()
    const ms = await agreeOn('primary')
    console.log(`${name}: three servers agreed ${ms.toFixed(0)} ms after one found the backend well`)
    expect(ms).toBeLessThan(agreement)
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 200))
    for (const server of processes) await publish(server)
    expect(primary.taken).toHaveLength(3)
  })

  it('goes by one clock', async () => {
    processes = await Promise.all(
      [0, hour, -hour].map((clockAhead) => startServer(kit.folder, file, { ...settings, clockAhead })),
    )
    primary.answer = overQuota
    const [, ahead] = processes as [ServerProcess, ServerProcess]
    await publish(ahead)
    expect(await agreeOn('fallback')).toBeLessThan(agreement)
    const store = await shared.open()
    const [state] =
      (await store.backends?.read([{ backend: 'primary key-primary', messages: 0, errors: 0 }])) ?? []
    await store.close()
    const midnight = day - (Date.now() % day)
    const left = state?.outOfQuotaFor ?? 0
    // At midnight itself, the day has either number.
    expect(Math.min(Math.abs(left - midnight), Math.abs(day + left - midnight))).toBeLessThan(patience)
    primary.answer = accept
    await endPauses(['out_of_quota_until', 'rests_until'])
    expect(await agreeOn('primary')).toBeLessThan(agreement)
    for (const server of processes) await publish(server)
    expect(primary.taken).toHaveLength(3)
  })

  it('is what each server knows while the store answers nothing, which delays no message', async () => {
    processes = await startServers(3, kit.folder, file, settings)
    for (const server of processes) await publish(server)
    await agreeOn('primary')
    await shared.freeze()
    primary.answer = overQuota
    const times: number[] = []
    for (const server of [...processes, ...processes, ...processes]) times.push(await publish(server))
    console.log(`${name} away: the slowest message in ${Math.max(...times).toFixed(0)} ms`)
    expect(Math.max(...times)).toBeLessThan(prompt)
    expect(fallback.taken).toHaveLength(9)
    const logged = (message: string) =>
      processes.map(({ lines }) => lines.filter((line) => line.message === message).length)
    const away = 'state of the backends could not be shared'
    await expect.poll(() => logged(away), { timeout: 2 * patience }).toEqual([1, 1, 1])
    expect(await Promise.all(processes.map(active))).toEqual(['fallback', 'fallback', 'fallback'])
    await shared.thaw()
    await expect
      .poll(() => logged('state of the backends is shared again'), {
        timeout: 2 * patience,
      })
      .toEqual([1, 1, 1])
    expect(logged(away)).toEqual([1, 1, 1])
    await agreeOn('fallback')
    await expect
      .poll(async () => (await answerOf(processes[0] as ServerProcess)).broadcasters, { timeout: patience })
      .toMatchObject([
        { message_count: 3, error_count: 3 },
        { message_count: 9, error_count: 0 },
      ])
  })

  it('is read at the request, and written with it, where a process lives for one', async () => {
    const perRequest = { ...settings, lifetime: 'request' }
    processes = await startServers(2, kit.folder, file, perRequest)
    for (const server of processes) expect(await active(server)).toBe('primary')
    primary.answer = overQuota
    const [first, second] = processes as [ServerProcess, ServerProcess]
    await publish(first)
    const { length } = primary.publishes
    // A process that has just started, and one that was frozen for longer than a state is used.
    const third = await startServer(kit.folder, file, perRequest)
    processes.push(third)
    await publish(third)
    await expect.poll(() => active(second), { timeout: patience }).toBe('fallback')
    await publish(second)
    expect(primary.publishes).toHaveLength(length)
    await first.kill()
    await third.kill()
    await expect
      .poll(async () => (await answerOf(second)).broadcasters, {
        timeout: patience,
      })
      .toMatchObject([{ error_count: 1 }, { message_count: 3 }])
  })
})
