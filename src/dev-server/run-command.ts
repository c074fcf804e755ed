import { CliError } from './cli-error.ts'
import { readCommandLine, usage } from './command-line.ts'
import { keys } from './keys-command.ts'
import { pipe } from './pipe/pipe-command.ts'
import { serve } from './serve-command.ts'

/** Runs the command line. Resolves with the exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    const command = readCommandLine(args, process.env)
    if (command.name === 'serve') return await serve(command.flags)
    if (command.name === 'pipe') return await pipe(command.flags)
    if (command.name === 'keys') return keys(command.flags)
    process.stdout.write(usage)
    return 0
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    process.stderr.write(`react-pusher-kit: ${error.message}\n`)
    return 1
  }
}
