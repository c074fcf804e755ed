import { join } from 'node:path'
import type { EventStore } from '../../server/index.ts'
import { libsqlStore, postgresStore } from '../../stores/index.ts'
import { CliError, systemCode } from '../cli/cli-error.ts'
import { unwritable } from '../identity/dev-credentials.ts'

/** The store in a data folder. */
export const eventsFile = 'events.db'

/**
 * Opens PostgreSQL if `DATABASE_URL` is set, otherwise a file in the data folder.
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
    // Errors of the store itself contain the remedy.
    if (error instanceof Error && error.message.startsWith('Expected'))
      throw new CliError(error.message, error)
    // The address may contain a password, so it is not repeated.
    const reason = systemCode(error) ?? (error instanceof Error ? error.message : 'it failed')
    throw new CliError(
      `Expected to reach the PostgreSQL of DATABASE_URL but got ${reason}; is it running?`,
      error,
    )
  }
}

function openFile(data: string): EventStore {
  const file = join(data, eventsFile)
  try {
    return libsqlStore({ file })
  } catch (error) {
    throw fileRefusal(data, file, error)
  }
}

function fileRefusal(data: string, file: string, error: unknown): CliError {
  const code = systemCode(error)
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new CliError(
      `Expected ${file} to be an undamaged database but got ${code}; move it away to start with an empty one, ` +
        'or put a backup in its place and run `react-pusher-kit new-epoch`.',
      error,
    )
  }
  if (code?.startsWith('SQLITE_BUSY')) {
    return new CliError(
      `Expected ${file} to be unlocked but another program has locked it; stop that program.`,
      error,
    )
  }
  if (code === 'SQLITE_ERROR') {
    return new CliError(
      `Expected ${file} to be a store of react-pusher-kit but it holds something else; name another folder with --data.`,
      error,
    )
  }
  // For other errors, only the code is known.
  if (code === undefined && error instanceof Error && error.message.startsWith('Expected')) {
    return new CliError(error.message, error)
  }
  return unwritable(data, error)
}
