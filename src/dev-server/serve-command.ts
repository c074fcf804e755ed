import { envBlock } from './env-block.ts'
import { startDevServer } from './start-dev-server.ts'

export interface ServeFlags {
  port: number
  host: string
  data: string
  /** None means the usual ones. */
  origins: readonly string[]
}

/** ms after which an end is forced, whatever still waits. */
const patience = 1900

/** `react-pusher-kit serve`: runs until it is told to end. Resolves with the exit code. */
export async function serve(flags: ServeFlags): Promise<number> {
  const server = await startDevServer({
    port: flags.port,
    host: flags.host,
    data: flags.data,
    env: process.env,
    ...(flags.origins.length > 0 ? { origins: flags.origins } : {}),
  })
  process.stdout.write(`
react-pusher-kit is running: ${server.url}
(for development and tests: whoever reaches this port can do everything)

${envBlock(server.app, server.url)}

Try next, in a second terminal:

  npx react-pusher-kit pipe --thread tests -- npm test

`)
  await endSignal()
  setTimeout(() => process.exit(0), patience).unref()
  await server.close()
  return 0
}

/** Resolves at the first Ctrl-C or kill; a second one ends the process at once. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
