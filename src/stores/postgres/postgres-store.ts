import type { AppendRequest, AppendResult, EventStore } from '../../server/index.ts'
import { frozenPlatform, keyedQueue, newEpochId } from '../../server/internal.ts'
import { assertText } from '../assert-text.ts'
import { appendEvents } from './append.ts'
import { answerTimeout, connections, connectTimeout } from './connections.ts'
import { postgresCounters } from './counters.ts'
import { postgresBackends } from './backends.ts'
import { postgresCursors } from './cursors.ts'
import { readHistory } from './history.ts'
import { postgresKeys } from './keys.ts'
import { postgresOccupancy } from './occupancy.ts'
import { postgresPrune } from './prune.ts'
import { migrate } from './schema.ts'
import { postgresTasks } from './tasks.ts'
import { postgresWebhooks } from './webhooks.ts'
import { writeCheck } from '../write-check.ts'

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:5432/database`, as in `DATABASE_URL`. */
  connectionString: string
  /**
   * Maximum number of connections; idle ones are closed after 10 s. @defaultValue 10; 1 on platforms with many
   * processes that each handle one request (Vercel, AWS Lambda, Netlify, Google Cloud Functions)
   */
  maxConnections?: number
}

/** Keys of requests are JSON, so none of them equals this one. */
const markCheck = `INSERT INTO rpk_claims VALUES ('check', '', '', $1, '')
  ON CONFLICT (key) DO UPDATE SET claimed_at = excluded.claimed_at`

/**
 * An {@link EventStore} in PostgreSQL, for any number of servers. Creates its tables (`rpk_…`). Requires the package
 * `pg`.
 *
 * An error of the database does not end the process. Work that can safely be repeated is retried for half a second;
 * other work fails with a {@link StoreError}. The store works again as soon as the database does. A statement may take
 * 5 s, and a request waits up to 5 s for a lock. Connections are divided so that neither locked channels nor long
 * reads take all of them. Its sessions set `statement_timeout`, `lock_timeout` and
 * `idle_in_transaction_session_timeout`. A pooler in transaction mode would leave these set for other clients, so use
 * session mode.
 *
 * @throws `Error` when no database is given or it cannot be reached, or the package `pg` is not installed
 * @example
 * ```ts
 * const { DATABASE_URL = 'postgres://localhost/events' } = process.env
 * const store = await postgresStore({ connectionString: DATABASE_URL })
 * ```
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<EventStore> {
  const { connectionString, maxConnections = frozenPlatform() === undefined ? 10 : 1 } = options
  assertText(
    connectionString,
    'connectionString',
    'a URL such as postgres://user:password@host:5432/database',
  )
  const pg = await loadDriver()
  await prepareTables(new pg.Client({ connectionString, connectionTimeoutMillis: connectTimeout }))
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: answerTimeout,
    keepAlive: true,
  })
  const database = connections(pool, maxConnections)
  const { prune: pruneCounters, ...counters } = postgresCounters(database)
  // One append at a time per channel. Others would occupy connections only to wait for the same row.
  const inOrder = keyedQueue()

  async function append(request: AppendRequest): Promise<AppendResult> {
    let mayBeStored = false
    const onCommit = () => (mayBeStored = true)
    // With a key, a repeated append stores nothing. Without a key, the outcome after a lost response is unknown.
    const isSafe = () => request.idempotencyKey !== undefined || !mayBeStored
    const result = await inOrder(request.channel, () =>
      database.write((client) => appendEvents(client, request, onCommit), { isSafe }),
    )
    // Stored by an earlier attempt of this call whose response was lost; the caller has not broadcast it yet.
    return mayBeStored && result.repeated ? { ...result, repeated: false } : result
  }

  return {
    append,
    history: (query) => database.read((client) => readHistory(client, query)),
    prune: postgresPrune(database, pruneCounters),
    keys: postgresKeys(database),
    cursors: postgresCursors(database),
    counters,
    backends: postgresBackends(database),
    webhooks: postgresWebhooks(database),
    occupancy: postgresOccupancy(database),
    tasks: postgresTasks(database),
    newEpoch: () =>
      database.write(async (client) => {
        const epoch = newEpochId()
        await client.query('UPDATE rpk_store SET epoch = $1', [epoch])
        return epoch
      }),
    check: writeCheck(
      () => database.read((client) => client.query('SELECT 1')),
      () => database.write((client) => client.query(markCheck, [Date.now()])),
    ),
    close: database.close,
  }
}

type MigrationClient = Parameters<typeof migrate>[0] & { connect(): Promise<unknown>; end(): Promise<void> }

/** Migrates on a separate connection, because creating an index on many rows may take longer than a request. */
async function prepareTables(client: MigrationClient): Promise<void> {
  client.on('error', () => {})
  await client.connect()
  try {
    await migrate(client, newEpochId())
  } finally {
    await client.end()
  }
}

/** The driver is an optional dependency, for apps that use this store. */
async function loadDriver() {
  try {
    // Inside `try`, bundlers treat the package as optional.
    return (await import('pg')).default
  } catch (cause) {
    throw new Error('Expected the package pg to be installed but it is not; run `npm install pg`.', { cause })
  }
}
