import RateLimiterPostgres from 'rate-limiter-flexible/lib/RateLimiterPostgres.js'
import type { RateCounter, RateCounterOptions } from './rate-counter.ts'

/** The parts of a `Pool` of the `pg` package that the limits use. */
export interface RateLimitPool {
  /** Number of connections. */
  readonly totalCount: number
  /**
   * Runs a statement on a free connection. `query_timeout` is in ms.
   *
   * @throws `Error` when the database refuses it or cannot be reached
   */
  query(statement: { text: string; values?: unknown[]; query_timeout?: number }): Promise<{ rows: unknown[] }>
  /** Adds a listener. */
  on(event: 'error', listener: () => void): unknown
  /** Number of listeners of an event. */
  listenerCount(event: 'error'): number
}

const table = 'rpk_rate_limits'
/** An unlogged table: a crash of the database empties it, which only resets the counts. */
const createTable = `CREATE UNLOGGED TABLE IF NOT EXISTS ${table} (
  key text PRIMARY KEY, points integer NOT NULL, expire bigint NOT NULL)`
const undefinedTable = '42P01'
/** When two servers create the table at the same time, one gets an error of the catalogue or of the table's name. */
const createdByAnother = ['23505', '42P07', '42710']

/** Epoch ms of the database, because the clocks of servers differ. */
const clock = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint'
/**
 * `EXCLUDED.expire` is the end of a window that begins now. A row whose window ends much later was written before the
 * clock was set back. The tolerance is for statements that waited for the row.
 */
const isOver = 'kept.expire <= EXCLUDED.expire - $2 OR kept.expire > EXCLUDED.expire + 10000'
const count = `INSERT INTO ${table} AS kept (key, points, expire) VALUES ($1, 1, ${clock} + $2::bigint)
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN ${isOver} THEN 1 ELSE kept.points + 1 END,
    expire = CASE WHEN ${isOver} THEN EXCLUDED.expire ELSE kept.expire END
  RETURNING points, greatest(expire - ${clock}, 0)::float8 AS left`
/** Deletes in small parts and skips locked rows, so that no request waits for it. */
const deleteExpired = `DELETE FROM ${table} WHERE key IN (
  SELECT key FROM ${table} WHERE expire < ${clock} - 60000 LIMIT 10000 FOR UPDATE SKIP LOCKED)`

/** ms between deletions of expired windows, per server. */
const deletePause = 60_000
/** Timeout of a statement, after which its connection is released, ms. */
const statementTimeout = 5000

interface Row {
  points: number
  /** ms until the window ends. */
  left: number
}

/** The package's limiter, with a statement that uses the clock of the database. */
class PostgresLimiter extends RateLimiterPostgres {
  readonly #pool: RateLimitPool

  constructor(pool: RateLimitPool, options: RateCounterOptions) {
    super({
      ...options,
      storeClient: pool,
      // By default the package reads the name of the pool's class, which a bundler may minify.
      storeType: 'pool',
      tableName: table,
      // Otherwise the package creates the table immediately, and an unreachable database would end the process.
      tableCreated: true,
      clearExpiredByTimeout: false,
    })
    this.#pool = pool
  }

  /** The method that every limiter of the package implements. */
  async _upsert(key: string, _points: number, msDuration: number): Promise<{ rows: Row[] }> {
    return (await this.#run(count, [key, msDuration])) as { rows: Row[] }
  }

  _getRateLimiterRes(_key: string, _points: number, { rows }: { rows: readonly Partial<Row>[] }) {
    const { points, left } = rows[0] ?? {}
    if (typeof points !== 'number' || typeof left !== 'number')
      throw new Error('PostgreSQL returned no count')
    return {
      consumedPoints: points,
      isFirstInDuration: points === 1,
      remainingPoints: Math.max(0, this.points - points),
      msBeforeNext: left,
    }
  }

  async deleteExpired(): Promise<void> {
    await this.#run(deleteExpired, [])
  }

  /** Creates the table if it does not exist: for the first request, and after it was dropped. */
  async #run(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    const statement = { text, values, query_timeout: statementTimeout }
    try {
      return await this.#pool.query(statement)
    } catch (error) {
      if (codeOf(error) !== undefinedTable) throw error
    }
    try {
      await this.#pool.query({ text: createTable, query_timeout: statementTimeout })
    } catch (error) {
      if (!createdByAnother.includes(codeOf(error))) throw error
    }
    return this.#pool.query(statement)
  }
}

/** Counts requests in a PostgreSQL table. */
export function postgresCounter(pool: RateLimitPool): (options: RateCounterOptions) => RateCounter {
  let nextDeletion = 0
  return (options) => {
    const limiter = new PostgresLimiter(pool, options)
    return {
      async consume(key) {
        const result = await limiter.consume(key)
        if (performance.now() >= nextDeletion) {
          nextDeletion = performance.now() + deletePause
          // Rows that could not be deleted are deleted next time.
          limiter.deleteExpired().catch(() => {})
        }
        return result
      },
    }
  }
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code)
}
