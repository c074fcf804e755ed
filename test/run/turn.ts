import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** ms between two looks at a turn that is another process's. */
const pause = 50

/**
 * Runs work while no other process runs work of this path. Waits as `spawnSync` does: this process does nothing else.
 *
 * @param path - a file that is not there, in a folder that is: names the process whose turn it is
 */
export function inTurn<Result>(path: string, work: () => Result): Result {
  // A link is there with its content at once, or not at all.
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, String(process.pid))
  try {
    while (!take(path, own)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
  } finally {
    rmSync(own)
  }
  try {
    return work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** @returns whether it is this process's turn now */
function take(path: string, own: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!isRunning(holderOf(path))) rmSync(path, { force: true })
    return false
  }
}

/** @returns the process whose turn it is, or undefined when its turn has just ended */
function holderOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** False for a process that was killed in its turn. */
function isRunning(pid: number | undefined): boolean {
  if (pid === undefined) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
