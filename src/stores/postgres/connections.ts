import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { boundedQueue } from '../../server/internal.ts'
import { isBroken, isLocked, isPassing, unavailable } from './errors.ts'

/** Work on a connection. */
export type Work<T> = (client: PoolClient) => Promise<T>

/** How work may be repeated after a failure. */
export interface Repetition {
  /** Returns false when the work may have been done although its connection was lost. @defaultValue always true */
  isSafe?: () => boolean
}

/** Runs work on the connections of a pool. Neither readers nor writers can take all of them. */
export interface Connections {
  /** @throws StoreError when the database is unavailable, locked or too slow */
  read: <T>(work: Work<T>) => Promise<T>
  /** @throws StoreError when the database is unavailable, locked or too slow */
  write: <T>(work: Work<T>, repetition?: Repetition) => Promise<T>
  /**
   * Runs work that must not wait for other writers. @throws StoreError when the database is unavailable, locked or too
   * slow
   */
  lease: <T>(work: Work<T>) => Promise<T>
  close: () => Promise<void>
}

/** Timeout of a statement in the database, ms. */
const statementTimeout = 5000
/** Timeout of a response, ms, for a database that does not cancel the statement either. */
export const answerTimeout = statementTimeout + 1000
/**
 * Maximum time that a statement waits for a lock, ms. After that, its connection is released and the wait continues
 * without one.
 */
const lockTimeout = 100
/** Maximum time to wait for a connection, ms. */
export const connectTimeout = 5000
/** Maximum time that a request waits for a lock, or for its turn, ms. */
const patience = 5000
/** ms between attempts while the database is unreachable; long enough for a restart of the database or its proxy. */
const awayPauses = [20, 100, 300]
/** Number of connections for leases. */
const leaseConnections = 2
/** Maximum number of requests that wait for a connection. */
const longestQueue = 1000

const sessionSettings = [
  `SET statement_timeout = ${statementTimeout}`,
  `SET lock_timeout = ${lockTimeout}`,
  // Releases the locks of a process that has stopped.
  'SET idle_in_transaction_session_timeout = 10000',
].join('; ')

export function connections(pool: Pool, maxConnections: number): Connections {
  const configured = new WeakSet<PoolClient>()
  // Also while a connection is in use, because without a listener an error event would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}))
  // An idle connection that the database closes is replaced by the next query.
  pool.on('error', () => {})
  const share = Math.max(1, Math.ceil(maxConnections * 0.7))
  const bounds = { running: share, waiting: longestQueue, patience }
  const lanes = {
    read: boundedQueue(bounds),
    write: boundedQueue(bounds),
    lease: boundedQueue({ ...bounds, running: leaseConnections }),
  }

  async function withClient<T>(work: Work<T>): Promise<T> {
    const client = await pool.connect()
    let broken = false
    try {
      if (!configured.has(client)) await client.query(sessionSettings)
      configured.add(client)
      return await work(client)
    } catch (error) {
      broken = isBroken(error)
      throw error
    } finally {
      client.release(broken)
    }
  }

  async function run<T>(lane: keyof typeof lanes, work: Work<T>, isSafe: () => boolean): Promise<T> {
    const start = performance.now()
    for (let losses = 0; ;) {
      let pause: number | undefined
      try {
        return await lanes[lane](() => withClient(work))
      } catch (error) {
        if (!isPassing(error)) throw error
        // The random part prevents servers from retrying at the same time.
        pause = isLocked(error) ? lockTimeout * (0.2 + Math.random()) : awayPauses[losses++]
        // Work that the database refused was not done. Work whose connection was lost may have been done.
        const mayRepeat = !isBroken(error) || isSafe()
        if (pause === undefined || !mayRepeat || performance.now() - start > patience)
          throw unavailable(error)
      }
      await sleep(pause)
    }
  }

  return {
    read: (work) => run('read', work, () => true),
    lease: (work) => run('lease', work, () => true),
    write: (work, { isSafe = () => true } = {}) => run('write', work, isSafe),
    close: () => pool.end(),
  }
}

/**
 * Runs work between BEGIN and COMMIT.
 *
 * @param begin - BEGIN with its characteristics
 * @param onCommit - called with the result before COMMIT is sent; the outcome is unknown until the response
 */
export async function inTransaction<T>(
  client: PoolClient,
  begin: string,
  work: () => Promise<T>,
  onCommit: (result: T) => void = () => {},
): Promise<T> {
  await client.query(begin)
  let result: T
  try {
    result = await work()
  } catch (error) {
    // When the connection is lost, the database rolls back automatically.
    if (!isBroken(error)) await client.query('ROLLBACK')
    throw error
  }
  onCommit(result)
  await client.query('COMMIT')
  return result
}
