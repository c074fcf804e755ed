import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { run } from './run.ts'

export interface Consumer {
  folder: string
  /** Runs a command of the consumer's and resolves with what it printed. */
  run: (command: string, ...args: string[]) => Promise<string>
  remove: () => void
}

/** A project of `consumers/` in a folder of its own, with the packed package installed as anybody installs it. */
export async function installConsumer(name: string): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), `react-pusher-kit-${name}-`))
  cpSync(fileURLToPath(new URL(`consumers/${name}`, import.meta.url)), folder, { recursive: true })
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', inject('tarball')], folder)
  return {
    folder,
    run: (command, ...args) => run(command, args, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
