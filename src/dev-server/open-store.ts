import { join } from 'node:path'
import type { EventStore } from '../server/index.ts'
import { libsqlStore, postgresStore } from '../stores/index.ts'
import { CliError, systemCode } from './cli-error.ts'
import { unwritable } from './dev-credentials.ts'

/**
 * PostgreSQL where `DATABASE_URL` names one, else a file in the data folder.
 *
 * @throws CliError when it cannot be opened
 */
export async function openStore(data: string, databaseUrl: string | undefined): Promise<EventStore> {
  return databaseUrl ? openPostgres(databaseUrl) : openFile(data)
}

async function openPostgres(connectionString: string): Promise<EventStore> {
  try {
    return await postgresStore({ connectionString })
  } catch (error) {
    if (error instanceof Error && systemCode(error.cause) === 'ERR_MODULE_NOT_FOUND') {
      throw new CliError(error.message, error)
    }
    // The address holds a password: it is not repeated.
    const reason = systemCode(error) ?? (error instanceof Error ? error.message : 'it failed')
    throw new CliError(
      `Expected to reach the PostgreSQL of DATABASE_URL but got ${reason}; is it running?`,
      error,
    )
  }
}

function openFile(data: string): EventStore {
  const file = join(data, 'events.db')
  try {
    return libsqlStore({ file })
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') throw unwritable(data, error)
    throw new CliError(`Expected ${file} to be a database but it is none; move it away to start anew.`, error)
  }
}
