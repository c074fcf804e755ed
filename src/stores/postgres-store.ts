import type { PoolClient } from 'pg'
import type { EventStore, HistoryPage, HistoryQuery, Retention } from '../server/index.ts'
import { historyPage } from '../server/index.ts'
import { historySql, storedEvent } from './history-sql.ts'
import { appendEvents } from './postgres-append.ts'
import { migrate } from './postgres-schema.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:5432/database`, as in `DATABASE_URL`. */
  connectionString: string
  /** Connections at most. @defaultValue 10 */
  maxConnections?: number
}

interface Row {
  seq: string
  event: string
  data: string
  timestamp: string
}

/** ms that an idempotency key is remembered. */
const keyLifetime = 24 * 60 * 60_000
/** ms until a connection counts as refused. */
const connectTimeout = 10_000

/**
 * An {@link EventStore} in PostgreSQL, for any number of servers. Makes its tables (`rpk_…`) itself; needs the
 * package `pg`.
 *
 * @throws when the database cannot be reached, or the package `pg` is not installed
 * @example
 * ```ts
 * const store = await postgresStore({ connectionString: process.env.DATABASE_URL })
 * ```
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<EventStore> {
  const { connectionString, maxConnections = 10 } = options
  const pg = await loadDriver()
  const pool = new pg.Pool({ connectionString, max: maxConnections, connectionTimeoutMillis: connectTimeout })
  // An idle connection that the database ends is replaced by the next query.
  pool.on('error', () => {})

  async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }

  const epoch = await withClient((client) => migrate(client, crypto.randomUUID().slice(0, 8))).catch(
    async (error: unknown) => {
      await pool.end()
      throw error
    },
  )

  async function readHistory(client: PoolClient, query: HistoryQuery): Promise<HistoryPage> {
    // One snapshot for both statements: the numbers fit the rows.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    try {
      const numbers = await client.query<{ first_seq: string | null; last_seq: string }>(
        `SELECT last_seq, (SELECT min(seq) FROM rpk_events WHERE channel = name) AS first_seq
         FROM rpk_channels WHERE name = $1`,
        [query.channel],
      )
      const { sql, values } = historySql(query, 'rpk_events', (n) => `$${n}`)
      const { rows } = await client.query<Row>(sql, values)
      const lastSeq = Number(numbers.rows[0]?.last_seq ?? 0)
      const firstSeq = Number(numbers.rows[0]?.first_seq ?? lastSeq + 1)
      return historyPage(query, { epoch, firstSeq, lastSeq }, rows.map(toEvent))
    } finally {
      await client.query('COMMIT')
    }
  }

  async function prune({ maxAge, maxCount }: Retention): Promise<number> {
    const now = Date.now()
    await pool.query('DELETE FROM rpk_appends WHERE stored_at < $1', [now - keyLifetime])
    let pruned = 0
    if (maxAge !== undefined) {
      const aged = await pool.query('DELETE FROM rpk_events WHERE stored_at < $1', [now - maxAge])
      pruned += aged.rowCount ?? 0
    }
    if (maxCount !== undefined) {
      const surplus = await pool.query(
        'DELETE FROM rpk_events USING rpk_channels WHERE name = channel AND seq <= last_seq - $1',
        [maxCount],
      )
      pruned += surplus.rowCount ?? 0
    }
    return pruned
  }

  return {
    append: (request) => withClient((client) => appendEvents(client, epoch, request)),
    history: (query) => withClient((client) => readHistory(client, query)),
    prune,
    check: async () => void (await pool.query('SELECT 1')),
    close: () => pool.end(),
  }
}

/** The driver hands 64-bit numbers out as text. */
function toEvent({ seq, timestamp, ...row }: Row) {
  return storedEvent({ ...row, seq: Number(seq), timestamp: Number(timestamp) })
}

/** Only who keeps events in PostgreSQL has to install the driver. */
async function loadDriver() {
  try {
    // Inside `try`, a bundler takes it for what may be absent.
    return (await import('pg')).default
  } catch (cause) {
    throw new Error('Expected the package pg to be installed but it is not; run `npm install pg`.', { cause })
  }
}
