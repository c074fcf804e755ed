import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** ms that a process has to end by itself. */
const grace = 5000

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null

async function ended(child: ChildProcess): Promise<void> {
  if (isRunning(child)) await once(child, 'exit')
}

/** The processes and folders of one browser, which go together: also when its start fails, or the tests end first. */
export class EngineProcesses {
  readonly #children: ChildProcess[] = []
  readonly #folders: string[] = []

  constructor() {
    process.once('exit', this.#endAtOnce)
  }

  folder(prefix: string): string {
    const folder = mkdtempSync(join(tmpdir(), prefix))
    this.#folders.push(folder)
    return folder
  }

  /** Starts a process. @returns it, and a promise that rejects once it ends */
  start(command: string, args: readonly string[], options: SpawnOptions) {
    const child = spawn(command, args, options)
    this.#children.push(child)
    const end = new Promise<never>((_resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => {
        reject(new Error(`Expected ${command} to run, but it ended with ${code ?? signal}.`))
      })
    })
    end.catch(() => {})
    return { child, end }
  }

  /** @param byItself - the processes end without a signal */
  async end(byItself = false): Promise<void> {
    process.off('exit', this.#endAtOnce)
    if (!byItself) for (const child of this.#children) child.kill()
    const timer = setTimeout(this.#kill, grace)
    await Promise.all(this.#children.map(ended))
    clearTimeout(timer)
    this.#removeFolders()
  }

  #kill = (): void => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  #removeFolders(): void {
    // A process of the browser may still write there for a moment.
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #endAtOnce = (): void => {
    this.#kill()
    this.#removeFolders()
  }
}
