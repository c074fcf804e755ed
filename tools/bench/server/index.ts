import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { Redis } from 'ioredis'
import pg from 'pg'
import { createHub } from '../../../src/protocol/index.ts'
import { createPusherServer, devTokens, embedded, memoryStore } from 'react-pusher-kit/server'
import type { EventStore, RateLimitOptions } from 'react-pusher-kit/server'
import { libsqlStore, postgresStore } from 'react-pusher-kit/stores'
import { systemClock } from '../../../src/dev-server/http/system-clock.ts'
import { median, printTable, rounded } from '../figures.ts'

const rounds = 5
const authRequests = 4000
/** Number of concurrent requests if they wait for a database. */
const concurrency = 20
/** Number of requests that write lines, and lines per request. */
const writes = [
  { requests: 60, lines: 500 },
  { requests: 1000, lines: 1 },
]
const app = { id: '1', key: 'key', secret: 'secret' }

type Fetch = (request: Request) => Promise<Response> | Response

interface ServerOptions {
  rateLimit?: RateLimitOptions | false
  /** Like a backend that several servers share: the store holds cursors and leases. */
  isShared?: boolean
}

function serverOn(store: EventStore, { rateLimit = false, isShared = false }: ServerOptions = {}) {
  const hub = createHub({ apps: [app], clock: systemClock })
  const hubBackend = embedded({ hub, app })
  const server = createPusherServer({
    broadcaster: isShared ? { ...hubBackend, type: 'pusher' } : hubBackend,
    authenticate: devTokens({ token: { id: '42' } }),
    authorize: {
      logs: { publish: () => true },
      'private-user-{userId}': ({ user, params }) => user.id === params.userId,
    },
    store,
    rateLimit,
  })
  let delivered = 0
  const reader = hub.connect('key', { send: (frame) => (delivered += frame.length), close: () => undefined })
  reader.receive(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'logs' } }))
  return { server, delivered: () => delivered }
}

function post(path: string, body: string, type: string): Request {
  const headers = { authorization: 'Bearer token', 'content-type': type }
  return new Request(`http://localhost${path}`, { method: 'POST', headers, body })
}

/** Sequential requests per second on one core. */
async function authRate(fetch: Fetch): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < authRequests; i++) {
    const form = `socket_id=1.${i}&channel_name=private-user-42`
    const response = await fetch(post('/pusher/auth', form, 'application/x-www-form-urlencoded'))
    if (response.status !== 200) throw new Error(`Expected 200 but got ${response.status}.`)
    await response.text()
  }
  return (authRequests / (performance.now() - start)) * 1000
}

/** Requests per second, {@link concurrency} at a time, each with a rate limit by address. */
async function limitedRate(rateLimit: RateLimitOptions | false): Promise<number> {
  const { server } = serverOn(memoryStore(), { rateLimit })
  let sent = 0
  async function sendInTurn(): Promise<void> {
    for (let i = sent++; i < authRequests; i = sent++) {
      const form = `socket_id=1.${i}&channel_name=private-user-42`
      const request = post('/pusher/auth', form, 'application/x-www-form-urlencoded')
      const response = await server.fetch(request, { address: `192.0.2.${i % 250}` })
      if (response.status !== 200) throw new Error(`Expected 200 but got ${response.status}.`)
      await response.text()
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, sendInTurn))
  return (authRequests / (performance.now() - start)) * 1000
}

/** Lines per second until the last one is stored and broadcast. */
async function lineRate(
  store: EventStore,
  { requests, lines, isShared = false }: { requests: number; lines: number; isShared?: boolean },
): Promise<number> {
  const { server, delivered } = serverOn(store, { isShared })
  const line = {
    text: 'x'.repeat(100),
    thread_id: 'bench',
    level: 'info',
    timestamp: '2026-01-01T00:00:00.000Z',
  }
  const body = JSON.stringify(Array.from({ length: lines }, () => line))
  const start = performance.now()
  for (let i = 0; i < requests; i++) {
    const response = await server.fetch(post('/api/v1/logs', body, 'application/json'))
    if (response.status !== 202) throw new Error(`Expected 202 but got ${response.status}.`)
  }
  await server.close()
  const seconds = (performance.now() - start) / 1000
  if (delivered() < requests * lines * 100) throw new Error('Expected every line to be broadcast.')
  return (requests * lines) / seconds
}

function bareRoute(): Fetch {
  const bare = new Hono()
  bare.post('/pusher/auth', async (context) => {
    await context.req.text()
    return context.json({ auth: 'key:signature' })
  })
  return (request) => bare.fetch(request)
}

async function takeTurns(contestants: Record<string, () => Promise<number>>): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const rate = await run()
      // The first round warms up.
      if (round > 0) samples.get(name)?.push(rate)
    }
  }
  return new Map([...samples].map(([name, rates]) => [name, median(rates)]))
}

/** Measures the cost of rate limits that servers share. */
async function printLimits(): Promise<void> {
  const rule = { requests: 1_000_000, seconds: 60 }
  const rules = { perAddress: rule, perUser: rule }
  const { DATABASE_URL, REDIS_URL } = process.env
  const pool = DATABASE_URL ? new pg.Pool({ connectionString: DATABASE_URL }) : null
  const redis = REDIS_URL ? new Redis(REDIS_URL) : null
  const rates = await takeTurns({
    'no limits': () => limitedRate(false),
    'in memory': () => limitedRate(rules),
    ...(redis ? { Redis: () => limitedRate({ ...rules, store: redis }) } : {}),
    ...(pool ? { PostgreSQL: () => limitedRate({ ...rules, store: pool }) } : {}),
  })
  const floor = rates.get('in memory') ?? Number.NaN
  printTable(
    `${authRequests} auth requests, ${concurrency} at a time, limited by address`,
    [...rates].map(([name, rate]) => ({
      case: name,
      'requests/s': rounded(rate),
      'of memory': `${rounded((rate / floor) * 100)} %`,
    })),
  )
  redis?.disconnect()
  await pool?.end()
}

/** Auth requests and log lines per second, in process; with PostgreSQL and Redis if `DATABASE_URL` and `REDIS_URL` are set. */
export async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-server-'))
  const { server } = serverOn(memoryStore())
  const auth = await takeTurns({
    'bare Hono route': () => authRate(bareRoute()),
    'auth route': () => authRate(server.fetch),
  })
  const floor = auth.get('bare Hono route') ?? Number.NaN
  printTable(
    `${authRequests} auth requests, median of ${rounds} rounds`,
    [...auth].map(([name, rate]) => ({
      case: name,
      'requests/s': rounded(rate),
      'of bare': `${rounded((rate / floor) * 100)} %`,
    })),
  )

  await printLimits()

  const url = process.env['DATABASE_URL']
  const libsql = libsqlStore({ file: join(folder, 'events.db') })
  const postgres = url ? await postgresStore({ connectionString: url }) : null
  for (const write of writes) {
    const rates = await takeTurns({
      memory: () => lineRate(memoryStore(), write),
      libsql: () => lineRate(libsql, write),
      'libsql, shared': () => lineRate(libsql, { ...write, isShared: true }),
      ...(postgres
        ? {
            PostgreSQL: () => lineRate(postgres, write),
            'PostgreSQL, shared': () => lineRate(postgres, { ...write, isShared: true }),
          }
        : {}),
    })
    printTable(
      `${write.requests} requests of ${write.lines} lines, one after the other: stored and broadcast`,
      [...rates].map(([name, rate]) => ({ case: name, 'lines/s': rounded(rate) })),
    )
  }
  if (!postgres) console.log('PostgreSQL: not run, because DATABASE_URL is not set.')
  await libsql.close()
  await postgres?.close()
  rmSync(folder, { recursive: true })
}
