import { commandEnvironment } from '../command-environment.ts'
import { ConfigError } from '../../config/config-error.ts'
import { openConfig } from '../../config/config-source.ts'
import type { ConfigSource } from '../../config/config-source.ts'
import { envBlock } from '../keys/env-block.ts'
import { isLoopbackName } from '../../http/loopback.ts'
import type { DevLogLine } from '../../self-log/self-log.ts'
import type { DevServer } from '../../dev-server-options.ts'
import { startDevServer } from '../../start-dev-server.ts'
import { terminalLog } from '../terminal-log.ts'

export interface ServeFlags {
  port: number
  host: string
  data: string
  /** If empty, the default origins. */
  origins: readonly string[]
  /** Additional host names besides those of this machine. */
  allowHosts: readonly string[]
  /** File with variables that the environment does not set. */
  envFile: string | undefined
  /** Turns open mode off. */
  requireToken: boolean
  /** The configuration file. If undefined, the one in this folder, if it exists. */
  config: string | undefined
}

/** ms after which the process is ended forcibly. */
const patience = 1900

/** `react-pusher-kit serve`: runs until a signal ends it. Resolves with the exit code. */
export async function serve(flags: ServeFlags): Promise<number> {
  try {
    return await run(flags)
  } catch (error) {
    // After a failed start, open handles of the app's modules must not keep the process alive.
    setTimeout(() => process.exit(1), patience).unref()
    throw error
  }
}

async function run(flags: ServeFlags): Promise<number> {
  // Ignores write errors, because a closed terminal must not end the server.
  process.stdout.on('error', () => {})
  const log = terminalLog({
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY,
    env: process.env,
  })
  // A failed start prints one sentence.
  const early: DevLogLine[] = []
  let onLogLine = (line: DevLogLine): unknown => early.push(line)
  const source = await openConfig(process.cwd(), flags.config)
  const server = await startDevServer({
    port: flags.port,
    host: flags.host,
    data: flags.data,
    allowHosts: flags.allowHosts,
    requireToken: flags.requireToken,
    onLogLine: (line) => onLogLine(line),
    env: commandEnvironment(flags.envFile),
    ...(source ? { config: source.config } : {}),
    ...(flags.origins.length > 0 ? { origins: flags.origins } : {}),
  }).catch((error: unknown) => {
    throw source && error instanceof ConfigError ? source.explain(error) : error
  })
  // A signal may arrive directly after the first line.
  const ended = endSignal()
  onLogLine = log
  for (const line of early) log(line)
  process.stdout.write(`
react-pusher-kit is running: ${server.url}
${source ? configLine(source, server) : modeLine(server)}${hostsLine(flags)}

The variables of a server that publishes here:

${envBlock(server.app, server.url)}

Try next, in a second terminal:

  npx react-pusher-kit pipe --thread tests -- npm test
  npx react-pusher-kit keys --prefix VITE_       # prints the variables of a page

`)
  const stopWatching = source ? watchSource(source, server) : () => {}
  await ended
  stopWatching()
  setTimeout(() => process.exit(0), patience).unref()
  await server.close()
  return 0
}

/** Describes the mode, and how to change it. */
function modeLine({ mode, outside }: Pick<DevServer, 'mode' | 'outside'>): string {
  if (mode === 'open') {
    return 'Open mode: on this machine, every channel can be joined, published to and read without credentials. A realtime.config.ts in this folder disables it.'
  }
  if (outside !== null) {
    return `Publishes to ${outside}, the backend of PUSHER_…: open mode is off, the demo's policies apply, and requests require a token.`
  }
  return "Open mode is off: the demo's policies apply, and requests require a token (npx react-pusher-kit token --user ana prints one)."
}

/** Describes the loaded configuration, its unused keys, and the backend. */
function configLine(
  { file, config: { authenticate, users } }: ConfigSource,
  { outside }: Pick<DevServer, 'outside'>,
): string {
  const unused = authenticate && users ? ' Its users are not used, because it has authenticate.' : ''
  const backend = outside === null ? '' : ` Publishes to ${outside}, the backend of PUSHER_….`
  return `Configuration: ${file}; contains the channels, policies and messages of the app.${unused}${backend}`
}

function watchSource(source: ConfigSource, { useConfig }: DevServer): () => void {
  return source.watch({
    apply: useConfig,
    applied: (text) => process.stdout.write(`${text}\n`),
    failed: (text) => process.stderr.write(`react-pusher-kit: ${text}\n`),
  })
}

/** Host names at which other machines may reach the server. */
function hostsLine({ host, allowHosts }: ServeFlags): string {
  if (isLoopbackName(host)) return ''
  const hosts = [host, ...allowHosts].join(', ')
  return `\nListens on ${host} for other machines, by these host names only (--allow-host adds one): ${hosts}`
}

/** Resolves at the first Ctrl-C or kill; a second one ends the process at once. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
