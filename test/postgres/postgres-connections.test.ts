import pg from 'pg'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { postgresStore } from 'react-pusher-kit/stores'
import { newDatabase } from './databases.ts'

let database: Awaited<ReturnType<typeof newDatabase>>

beforeEach(async () => {
  database = await newDatabase()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await database.drop()
})

/** The connections of a store after many kinds of work at a time. */
async function connectionsAfterWork(options: { maxConnections?: number } = {}): Promise<number> {
  const store = await postgresStore({ connectionString: database.url, ...options })
  const channels = Array.from({ length: 20 }, (_, index) => `room-${index}`)
  const event = { event: 'note', data: { text: 'x' }, timestamp: 0 }
  await Promise.all(
    channels.flatMap((channel) => [
      store.append({ channel, events: [event], holder: 'server' }),
      store.history({ channel, limit: 10 }),
      store.keys?.claim({ key: channel, fingerprint: '', claimant: 'server' }) ??
        Promise.reject(new Error('no keys')),
      store.check(),
    ]),
  )
  await store.cursors?.release('server')
  await store.prune({ maxCount: 10 })
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
  await store.close()
  return rows[0]?.count ?? 0
}

it('a store has several connections', async () => {
  expect(await connectionsAfterWork()).toBeGreaterThan(1)
})

it.each(['VERCEL', 'AWS_LAMBDA_FUNCTION_NAME', 'NETLIFY', 'FUNCTION_TARGET'])(
  'a store has one connection where %s is set, and works with it',
  async (name) => {
    vi.stubEnv(name, '1')
    expect(await connectionsAfterWork()).toBe(1)
  },
)

it('a store has as many connections as it is told there', async () => {
  vi.stubEnv('VERCEL', '1')
  const count = await connectionsAfterWork({ maxConnections: 3 })
  expect(count).toBeGreaterThan(1)
  expect(count).toBeLessThanOrEqual(3)
})
