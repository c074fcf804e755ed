import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type Database from 'libsql'
import { boundedQueue } from '../../server/internal.ts'
import { StoreError } from '../../server/index.ts'

/** ms that a writer waits for another process on the same file. */
const busyTimeout = 5000
/** ms between two attempts: the wait does not block the event loop. */
const busyPause = 10

/** One read in a turn of the event loop: a page takes up to 10 ms, and many requests must not block the loop together. */
const readBounds = { running: 1, waiting: 1000, patience: 5000 }

/** Runs work in a transaction of one database. */
export interface Transactions {
  /** @throws StoreError when the file is locked for 5 s, full, damaged or closed */
  write: <T>(work: () => T) => Promise<T>
  /** One snapshot for all its statements. @throws StoreError as `write`, and when too many reads wait */
  read: <T>(work: () => T) => Promise<T>
}

/** Work is synchronous; only the wait for another process's lock is not. */
export function transactions(database: Database.Database): Transactions {
  function run<T>(begin: string, work: () => T): T {
    database.exec(begin)
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      // After some failures, such as a full disk, the database has rolled back by itself.
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

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** An error of the database as a {@link StoreError}; other errors stay as they are. */
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
