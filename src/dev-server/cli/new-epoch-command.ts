import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError, systemCode } from './cli-error.ts'
import { commandEnvironment } from './command-environment.ts'
import { eventsFile, openStore } from '../setup/open-store.ts'

export interface NewEpochFlags {
  data: string
  /** File with variables that the environment does not set. */
  envFile: string | undefined
}

/**
 * `react-pusher-kit new-epoch`: gives the store a new epoch after a backup was restored. Servers may be running.
 *
 * @throws CliError when there is no store, or it cannot be written
 */
export async function newEpoch({ data, envFile }: NewEpochFlags): Promise<number> {
  const folder = resolve(data)
  const databaseUrl = commandEnvironment(envFile)['DATABASE_URL']
  if (!databaseUrl && !existsSync(join(folder, eventsFile))) {
    throw new CliError(
      `Expected a store in ${folder} but there is none; name its folder with --data, or set DATABASE_URL.`,
    )
  }
  const store = await openStore(folder, databaseUrl)
  try {
    const epoch = await store.newEpoch()
    process.stdout.write(
      `The store has the new epoch ${epoch}: readers drop what they have seen and read it anew.\n`,
    )
    return 0
  } catch (error) {
    const reason = systemCode(error) ?? 'an error'
    throw new CliError(`Expected to write a new epoch but got ${reason}; try again.`, error)
  } finally {
    await store.close()
  }
}
