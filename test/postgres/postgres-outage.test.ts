import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBinaries, startCluster, withoutSync } from '../../tools/tests/postgres-cluster.mjs'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import type { Broadcaster } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { readAll } from '../stores/stored-lines.ts'

type Cluster = Awaited<ReturnType<typeof startCluster>>

/** Ends every connection but its own. */
async function terminate({ url }: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()')
  await client.end()
}

/** A server under load: every writer sends its next line when the last one is answered. */
async function loadedServer({ url }: Cluster) {
  const store = await postgresStore({ connectionString: url })
  /** `seq` of every event that was broadcast. */
  const broadcast = new Set<number>()
  const broadcaster: Broadcaster = {
    ...embedded(),
    async send(messages) {
      for (const { data } of messages) {
        const { $kit, items = [null] } = JSON.parse(data) as { $kit: { seq: number }; items?: unknown[] }
        for (const index of items.keys()) broadcast.add($kit.seq + index)
      }
      return 0
    },
  }
  const server = createPusherServer({
    broadcaster,
    authenticate: devTokens({ token: { id: '42' } }),
    authorize: { logs: { publish: () => true, history: 'anyone' } },
    rateLimit: false,
    store,
  })
  /** Text by `seq`, as it was answered. */
  const accepted = new Map<number, string>()
  const refusals: { status: number; retryAfter: string | null; code: unknown }[] = []
  const over = new AbortController()

  async function post(text: string, key: string | null): Promise<boolean> {
    const headers = { authorization: 'Bearer token', ...(key === null ? {} : { 'idempotency-key': key }) }
    const body = JSON.stringify({ text })
    const request = new Request('http://localhost/api/v1/logs', { method: 'POST', headers, body })
    const response = await server.fetch(request)
    const answer = (await response.json()) as { first_seq: number; code?: string }
    if (response.status === 202) {
      accepted.set(answer.first_seq, text)
      return true
    }
    const retryAfter = response.headers.get('retry-after')
    refusals.push({ status: response.status, retryAfter, code: answer.code })
    return false
  }

  async function write(writer: number): Promise<void> {
    for (let line = 0; !over.signal.aborted; line++) {
      const text = `writer ${writer} line ${line}`
      if (writer % 2 === 0) await postUntilAccepted(text)
      else await post(text, null)
      await pause()
    }
  }

  /** With a key, a line may be sent again, and must be stored once. */
  async function postUntilAccepted(text: string): Promise<void> {
    while (!(await post(text, text.replaceAll(' ', '-')))) {
      if (over.signal.aborted) return
      await pause()
    }
  }

  const writers = Array.from({ length: 8 }, (_, writer) => write(writer))
  return {
    store,
    accepted,
    broadcast,
    refusals,
    moreAccepted: (count: number) => {
      const goal = accepted.size + count
      return expect.poll(() => accepted.size, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(goal)
    },
    moreRefused: (count: number) => {
      const goal = refusals.length + count
      return expect.poll(() => refusals.length, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(goal)
    },
    end: async () => {
      over.abort()
      await Promise.all(writers)
      await server.close()
    },
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 2))

describe('a database that ends under load', () => {
  let cluster: Cluster

  beforeAll(async () => {
    cluster = await startCluster(findBinaries() ?? '', withoutSync)
  })
  afterAll(() => cluster.remove())

  /** Requests that are refused while the database is away: as many as there are writers. */
  const several = 8

  it.each<[string, (moreRefused: (count: number) => Promise<unknown>) => Promise<void>]>([
    ['has its connections terminated', () => terminate(cluster)],
    [
      'is stopped fast',
      async (moreRefused) => {
        await cluster.stop('fast')
        await moreRefused(several)
        await cluster.start()
      },
    ],
    [
      'is stopped immediately',
      async (moreRefused) => {
        await cluster.stop('immediate')
        await moreRefused(several)
        await cluster.start()
      },
    ],
    [
      'is killed',
      async (moreRefused) => {
        cluster.kill()
        await moreRefused(several)
        await cluster.start()
      },
    ],
  ])('%s: what was accepted is stored and broadcast, and requests are answered again', async (_, outage) => {
    const { store, accepted, broadcast, refusals, moreAccepted, moreRefused, end } =
      await loadedServer(cluster)
    await moreAccepted(200)
    await outage(moreRefused)
    await moreAccepted(200)
    await end()

    for (const refusal of refusals) {
      expect(refusal).toEqual({ status: 503, retryAfter: '1', code: 'store_unavailable' })
    }
    const { seqs, texts } = await readAll(store, 'logs')
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (__, index) => index + 1))
    expect(accepted.size).toBeGreaterThanOrEqual(400)
    const lost = [...accepted].filter(([seq, text]) => texts[seq - 1] !== text)
    expect(lost).toEqual([])
    expect([...accepted.keys()].filter((seq) => !broadcast.has(seq))).toEqual([])
    const keyed = texts.filter((text) => /^writer [02468] /.test(String(text)))
    expect(new Set(keyed).size).toBe(keyed.length)
    await emptyTables(cluster)
    await store.close()
  })
})

async function emptyTables({ url }: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('TRUNCATE rpk_channels, rpk_events, rpk_appends, rpk_claims')
  await client.end()
}
