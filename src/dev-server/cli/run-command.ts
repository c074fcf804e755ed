import { printable } from '../../server/internal.ts'
import { CliError } from './cli-error.ts'
import { readCommandLine } from './command-line.ts'
import { usage } from './usage.ts'

/** Runs the command line. Resolves with the exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    const command = readCommandLine(args, process.env)
    // Each command loads only its own modules, because `pipe` must use little memory.
    if (command.name === 'serve') return await (await import('./serve/serve-command.ts')).serve(command.flags)
    if (command.name === 'pipe') return await (await import('./pipe/pipe-command.ts')).pipe(command.flags)
    if (command.name === 'keys') return (await import('./keys/keys-command.ts')).keys(command.flags)
    if (command.name === 'token') return await (await import('./token-command.ts')).token(command.flags)
    if (command.name === 'new-epoch') {
      return await (await import('./new-epoch-command.ts')).newEpoch(command.flags)
    }
    if (command.name === 'channels') {
      return await (await import('./channels/channels-command.ts')).printChannels(command.flags)
    }
    if (command.name === 'check-server') {
      return await (await import('./check-server/check-server-command.ts')).checkServer(command.flags)
    }
    process.stdout.write(usage)
    return 0
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    process.stderr.write(`react-pusher-kit: ${printable(error.message)}\n`)
    return 1
  }
}
