import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findBinaries, startCluster, withoutSync } from '../../tools/tests/postgres-cluster.mjs'
import { createPusherServer, devTokens, embedded, StoreError } from 'react-pusher-kit/server'
import type { EventStore } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { lines, readAll } from '../stores/stored-lines.ts'
import { newDatabase } from './databases.ts'

type Cluster = Awaited<ReturnType<typeof startCluster>>

const unavailable = { code: 'store_unavailable', retryAfter: 1 }

/** The error, where there is one. */
const settled = <T>(work: Promise<T>): Promise<unknown> => work.catch((error: unknown) => error)

describe('a database that is slow, locked or full', { timeout: 60_000 }, () => {
  let cluster: Cluster
  let url: string
  let store: EventStore
  let admin: pg.Client

  const open = () => postgresStore({ connectionString: url })

  beforeAll(async () => {
    const settings = [...withoutSync, 'max_connections=16', 'superuser_reserved_connections=0']
    cluster = await startCluster(findBinaries() ?? '', settings)
  })
  afterAll(() => cluster.remove())

  beforeEach(async () => {
    url = (await newDatabase(cluster.url)).url
    store = await open()
    admin = new pg.Client({ connectionString: url })
    admin.on('error', () => {})
    await admin.connect()
  })
  afterEach(async () => {
    await admin.end()
    await store.close()
  })

  const append = (channel: string) => store.append({ channel, events: lines(1) })

  it('serves reads and other channels while the rows of ten channels are locked', async () => {
    const locked = Array.from({ length: 10 }, (_, index) => `locked-${index}`)
    for (const channel of [...locked, 'free']) await append(channel)
    await admin.query("BEGIN; SELECT * FROM rpk_channels WHERE name LIKE 'locked-%' FOR UPDATE")
    const refused: unknown[] = []
    const waiting = locked.map(async (channel) => refused.push(await settled(append(channel))))
    expect(await store.history({ channel: 'locked-0', limit: 10 })).toMatchObject({ lastSeq: 1 })
    expect(await append('free')).toMatchObject({ firstSeq: 2 })
    expect(refused).toEqual([])
    for (let i = 1; i < 10; i++) {
      expect(await store.history({ channel: locked[i] ?? '', limit: 10 })).toMatchObject({ lastSeq: 1 })
      expect(await append('free')).toMatchObject({ firstSeq: i + 2 })
    }
    // While the rows are still locked.
    await Promise.all(waiting)
    for (const error of refused) {
      expect(error).toBeInstanceOf(StoreError)
      expect(error).toMatchObject(unavailable)
    }
    await admin.query('COMMIT')
    for (const channel of locked) expect(await append(channel)).toMatchObject({ firstSeq: 2 })
  })

  it('lets a writer through as soon as a lock is gone', async () => {
    await append('logs')
    await admin.query('BEGIN; SELECT * FROM rpk_channels FOR UPDATE')
    const waiting = append('logs')
    await sleep(1000)
    await admin.query('COMMIT')
    expect(await waiting).toMatchObject({ firstSeq: 2 })
  })

  it('answers all requests of one locked channel with 503 while it is locked, and others meanwhile', async () => {
    const server = createPusherServer({
      broadcaster: embedded(),
      authenticate: devTokens({ token: { id: '42' } }),
      authorize: { logs: { publish: () => true, history: 'anyone' } },
      rateLimit: false,
      store,
    })
    const headers = { authorization: 'Bearer token' }
    const post = () =>
      server.fetch(
        new Request('http://localhost/api/v1/logs', { method: 'POST', headers, body: '{"text":"x"}' }),
      )
    expect((await post()).status).toBe(202)
    await admin.query('BEGIN; SELECT * FROM rpk_channels FOR UPDATE')
    const waiting = Array.from({ length: 300 }, post)
    expect(await append('free')).toMatchObject({ firstSeq: 1 })
    for (const response of await Promise.all(waiting)) {
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('1')
    }
    await admin.query('COMMIT')
    expect((await post()).status).toBe(202)
    await server.close()
  })

  it('gives up a read that the database does not answer, and goes on afterwards', async () => {
    await append('logs')
    await admin.query('BEGIN; LOCK TABLE rpk_events IN ACCESS EXCLUSIVE MODE')
    await expect(store.history({ channel: 'logs', limit: 10 })).rejects.toMatchObject(unavailable)
    await admin.query('COMMIT')
    expect(await store.history({ channel: 'logs', limit: 10 })).toMatchObject({ lastSeq: 1 })
  })

  it('does without processes of the database that stopped, and stores nothing twice', async () => {
    await append('logs')
    const { rows } = await admin.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE client_port IS NOT NULL AND pid <> pg_backend_pid()',
    )
    for (const { pid } of rows) process.kill(pid, 'SIGSTOP')
    const request = { channel: 'logs', events: lines(1), idempotencyKey: 'key' }
    await expect(store.append(request)).rejects.toMatchObject(unavailable)
    for (const { pid } of rows) process.kill(pid, 'SIGCONT')
    await expect.poll(() => store.append(request).catch(() => null), { timeout: 10_000 }).not.toBeNull()
    expect((await readAll(store, 'logs')).seqs).toEqual([1, 2])
  })

  it('waits for a free connection when the database has none left', async () => {
    const other = await open()
    await store.close()
    const clients: pg.Client[] = []
    const isFull = async () => {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      return client.connect().then(
        () => (clients.push(client), false),
        () => true,
      )
    }
    await expect.poll(isFull, { timeout: 20_000, interval: 0 }).toBe(true)
    await expect(other.append({ channel: 'logs', events: lines(1) })).rejects.toMatchObject(unavailable)
    await Promise.all(clients.map((client) => client.end()))
    await expect
      .poll(() => other.append({ channel: 'logs', events: lines(1) }).catch(() => null), { timeout: 5000 })
      .toMatchObject({ firstSeq: 1 })
    await other.close()
    store = await open()
  })

  it('refuses what no queue can hold, before what waits in it', async () => {
    await append('logs')
    await admin.query('BEGIN; SELECT * FROM rpk_channels FOR UPDATE')
    const ended: { index: number; result: unknown }[] = []
    const work = Array.from({ length: 1500 }, async (_, index) => {
      const result = await settled(append('logs'))
      ended.push({ index, result })
    })
    await Promise.all(work)
    const first = ended.slice(0, 499)
    for (const { result } of first) expect(result).toMatchObject(unavailable)
    expect(Math.min(...first.map(({ index }) => index))).toBeGreaterThan(1000)
    await admin.query('COMMIT')
  })
})
