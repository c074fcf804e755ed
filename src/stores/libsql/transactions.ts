import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type Database from 'libsql'
import { boundedQueue } from '../../server/internal.ts'
import { StoreError } from '../../server/index.ts'

/** Maximum time that a writer waits for another process on the same file, ms. */
const busyTimeout = 5000
/** ms between two attempts. */
export const busyPause = 10

/**
 * One read per turn of the event loop: a page takes up to 10 ms, and many requests together must not block the loop.
 */
const readBounds = { running: 1, waiting: 1000, patience: 5000 }

/** Runs work in a transaction of one database. */
export interface Transactions {
  /** @throws StoreError when the file is locked for 5 s, full, damaged or closed */
  write: <T>(work: () => T) => Promise<T>
  /** Runs all its statements on one snapshot. @throws StoreError as `write`, and when too many reads wait */
  read: <T>(work: () => T) => Promise<T>
}

/** Work is synchronous; only waiting for another process's lock is not. */
export function transactions(database: Database.Database): Transactions {
  function run<T>(begin: string, work: () => T): T {
    database.exec(begin)
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      // After some failures, such as a full disk, the database has already rolled back.
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  async function attempt<T>(begin: string, work: () => T): Promise<T> {
    for (const start = performance.now(); ;) {
      try {
        return run(begin, work)
      } catch (error) {
        if (!isBusy(error) || performance.now() - start > busyTimeout) throw unavailable(error)
      }
      await sleep(busyPause)
    }
  }

  const oneByOne = boundedQueue(readBounds)

  return {
    write: (work) => attempt('BEGIN IMMEDIATE', work),
    read: (work) =>
      oneByOne(async () => {
        try {
          return await attempt('BEGIN', work)
        } finally {
          await nextTurn()
        }
      }),
  }
}

/** Whether another process has locked the file. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** Converts an error of the database to a {@link StoreError}; other errors are unchanged. */
function unavailable(error: unknown): unknown {
  const code = codeOf(error)
  if (!code.startsWith('SQLITE_')) return error
  return new StoreError('store_unavailable', `Expected the database file to be usable but got ${code}.`, {
    cause: error,
  })
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}
