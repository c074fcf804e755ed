import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { CliError, systemCode } from '../cli-error.ts'

export interface ChildCommand {
  stdout: Readable
  stderr: Readable
  /** Resolves when the command has ended: its exit code, or 128 and the number of the signal that ended it. */
  exitCode: Promise<number>
  kill: (signal: NodeJS.Signals) => void
}

/** @throws CliError when there is no such command */
export async function startCommand([command = '', ...args]: readonly string[]): Promise<ChildCommand> {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(command, args, {
    stdio: ['inherit', 'pipe', 'pipe'],
    env: { ...process.env, ...colours() },
    // On Windows `npm` is a script, which needs a shell.
    shell: process.platform === 'win32',
  })
  const exitCode = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => {
      const reason = systemCode(error) === 'ENOENT' ? 'there is none of that name' : error.message
      reject(new CliError(`Expected to run the command ${command} but ${reason}.`, error))
    })
  })
  return { stdout: child.stdout, stderr: child.stderr, exitCode, kill: (signal) => void child.kill(signal) }
}

/** The colour depth of this terminal as a variable, because commands that write to a pipe omit colours by default. */
function colours(): NodeJS.ProcessEnv {
  const { FORCE_COLOR, NO_COLOR } = process.env
  if (!process.stdout.isTTY || FORCE_COLOR !== undefined || NO_COLOR !== undefined) return {}
  const depth = process.stdout.getColorDepth()
  return { FORCE_COLOR: depth >= 24 ? '3' : depth >= 8 ? '2' : depth >= 4 ? '1' : '0' }
}
