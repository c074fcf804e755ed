import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a project's dev server listens; a file in its data folder tells `pipe` and `keys`. */
export interface RunningServer {
  url: string
  pid: number
}

const fileName = 'server.json'

export function announce(dataFolder: string, server: RunningServer): void {
  writeFileSync(join(dataFolder, fileName), `${JSON.stringify(server)}\n`, { mode: 0o600 })
}

/** Takes back what this process announced; what another one did stays. */
export function withdraw(dataFolder: string): void {
  if (runningServer(dataFolder)?.pid === process.pid) rmSync(join(dataFolder, fileName), { force: true })
}

/** The server that was last announced; null when none was. It may be gone by now. */
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
