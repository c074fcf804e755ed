import { startCluster } from '../../tools/tests/postgres-cluster.mjs'
import { startRedis } from '../../tools/tests/redis-server.mjs'

const postgres = process.env['POSTGRES_BINARIES'] ?? ''
const redis = process.env['REDIS_SERVER'] ?? ''

/** A database that servers share, started for a test. */
export interface SharedDatabase {
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  remove: () => Promise<void>
}

export async function startPostgres(settings?: readonly string[]): Promise<SharedDatabase> {
  const cluster = await startCluster(postgres, settings)
  return {
    url: cluster.url,
    start: async () => void (await cluster.start()),
    stop: async () => void (await cluster.stop('fast')),
    remove: async () => cluster.remove(),
  }
}

/** What this machine has, by name. */
export const databases: readonly [name: 'PostgreSQL' | 'Redis', start: () => Promise<SharedDatabase>][] = [
  ...(postgres ? ([['PostgreSQL', startPostgres]] as const) : []),
  ...(redis ? ([['Redis', () => startRedis(redis)]] as const) : []),
]
