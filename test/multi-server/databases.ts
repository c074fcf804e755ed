import pg from 'pg'
import { startCluster, withoutSync } from '../../tools/tests/postgres-cluster.mjs'
import { startRedis } from '../../tools/tests/redis-server.mjs'

const postgres = process.env['POSTGRES_BINARIES'] ?? ''
const redis = process.env['REDIS_SERVER'] ?? ''

/** A database that servers share, started for a test. */
export interface SharedDatabase {
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Lets it answer nothing, with its connections open, until `thaw`. */
  freeze: () => Promise<void>
  thaw: () => Promise<void>
  remove: () => Promise<void>
}

/** @param table - what `freeze` locks */
export async function startPostgres(table: string): Promise<SharedDatabase> {
  const { url, start, stop, remove } = await startCluster(postgres, withoutSync)
  let lock: pg.Client | undefined
  return {
    url,
    start,
    stop: () => stop('fast'),
    async freeze() {
      lock = new pg.Client({ connectionString: url })
      await lock.connect()
      await lock.query(`BEGIN; LOCK TABLE ${table}`)
    },
    thaw: async () => lock?.end(),
    remove: async () => remove(),
  }
}

/** A database of each kind that this machine has. */
export const databases: (readonly [
  store: 'PostgreSQL' | 'Redis',
  startDatabase: (table: string) => Promise<SharedDatabase>,
])[] = [
  ...(postgres ? [['PostgreSQL', startPostgres] as const] : []),
  ...(redis ? [['Redis', () => startRedis(redis)] as const] : []),
]
