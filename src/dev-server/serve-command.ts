import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { CliError, systemCode } from './cli-error.ts'
import { envBlock } from './env-block.ts'
import { startDevServer } from './start-dev-server.ts'

export interface ServeFlags {
  port: number
  host: string
  data: string
  /** None means the usual ones. */
  origins: readonly string[]
  /** Variables that the environment does not set. */
  envFile: string | undefined
}

/** ms after which an end is forced, whatever still waits. */
const patience = 1900

/** `react-pusher-kit serve`: runs until it is told to end. Resolves with the exit code. */
export async function serve(flags: ServeFlags): Promise<number> {
  const server = await startDevServer({
    port: flags.port,
    host: flags.host,
    data: flags.data,
    env: environment(flags.envFile),
    ...(flags.origins.length > 0 ? { origins: flags.origins } : {}),
  })
  process.stdout.write(`
react-pusher-kit is running: ${server.url}
(for development and tests: whoever reaches this port can do everything)

${envBlock(server.app, server.url)}

Try next, in a second terminal:

  npx react-pusher-kit pipe --thread tests -- npm test
  npx react-pusher-kit keys --prefix VITE_       # the variables of an app of yours

`)
  await endSignal()
  setTimeout(() => process.exit(0), patience).unref()
  await server.close()
  return 0
}

/** What is set already stays. @throws CliError when the file cannot be read */
function environment(file: string | undefined): NodeJS.ProcessEnv {
  if (file === undefined) return process.env
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env }
  } catch (error) {
    throw new CliError(
      `Expected to read the variables of ${file} but got ${systemCode(error) ?? 'an error'}.`,
      error,
    )
  }
}

/** Resolves at the first Ctrl-C or kill; a second one ends the process at once. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
