import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError, systemCode } from './cli-error.ts'

/** The address of a project's dev server. `pipe` and `keys` read it from a file in the data folder. */
export interface RunningServer {
  url: string
  pid: number
}

const fileName = 'server.json'

export function announce(dataFolder: string, server: RunningServer): void {
  writeFileSync(join(dataFolder, fileName), `${JSON.stringify(server)}\n`, { mode: 0o600 })
}

/**
 * Removes the file if this process wrote it, but not the file of another process.
 *
 * @throws CliError when the file cannot be removed
 */
export function withdraw(dataFolder: string): void {
  if (runningServer(dataFolder)?.pid !== process.pid) return
  const file = join(dataFolder, fileName)
  try {
    rmSync(file, { force: true })
  } catch (error) {
    const reason = systemCode(error) ?? 'an error'
    throw new CliError(
      `Expected to remove ${file} but got ${reason}; remove it, because it names a server that has ended.`,
      error,
    )
  }
}

/** The address of the last started server, which may have ended; null if there was none. */
export function runningServer(dataFolder: string): RunningServer | null {
  try {
    const { url, pid } = JSON.parse(
      readFileSync(join(dataFolder, fileName), 'utf8'),
    ) as Partial<RunningServer>
    return typeof url === 'string' && typeof pid === 'number' ? { url, pid } : null
  } catch {
    return null
  }
}
