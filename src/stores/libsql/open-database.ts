import { statSync } from 'node:fs'
import Database from 'libsql'
import { newEpochId } from '../../server/internal.ts'
import { migrate } from './schema.ts'
import { busyPause, isBusy } from './transactions.ts'

/** Maximum size of a file that is checked for damage when it is opened, bytes. The check takes 2 ms per MB. */
const largestChecked = 100_000_000
/** Maximum time that opening waits for another process on the same file, ms. */
const openTimeout = 5000

/**
 * Opens a file and migrates its tables. Several processes may do so concurrently.
 *
 * @throws `Error` when it is damaged, locked for 5 s or of a newer version
 */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  try {
    database.pragma(`busy_timeout = ${openTimeout}`)
    useWal(database)
    // A commit survives the end of the process. Only a power failure may lose the last commits.
    database.pragma('synchronous = NORMAL')
    assertSound(database, file)
    migrate(database, newEpochId())
    // From here on, waiting for a lock does not block the event loop.
    database.pragma('busy_timeout = 0')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Switches a new file to a write-ahead log. While another process does the same, SQLite fails at once, without waiting
 * for `busy_timeout`: each of the two reads, so neither can get the file for itself.
 */
function useWal(database: Database.Database): void {
  for (const start = performance.now(); ;) {
    try {
      database.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() - start > openTimeout) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyPause)
  }
}

/** Writes the journal into the file, so that a copy of the file alone is complete. */
export function closeDatabase(database: Database.Database): void {
  try {
    if (database.open) database.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // The journal stays next to the file. The next process reads it.
  }
  database.close()
}

/** Checks the file for damage, so that it is detected when a server starts and not during a request. */
function assertSound(database: Database.Database, file: string): void {
  if (file !== ':memory:' && statSync(file).size > largestChecked) return
  const [check] = database.pragma('quick_check(1)') as { quick_check: string }[]
  if (check?.quick_check === 'ok') return
  const message = `Expected ${file} to be an undamaged database but it is damaged; replace it with a backup.`
  throw Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' })
}
