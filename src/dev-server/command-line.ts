import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'
import type { KeysFlags } from './keys-command.ts'
import type { PipeFlags } from './pipe/pipe-command.ts'
import type { ServeFlags } from './serve-command.ts'

export const usage = `Usage:
  react-pusher-kit serve [--port 8000] [--host 127.0.0.1] [--data .data] [--origin http://localhost:3000 …]
                         [--env .env.local]
      Pusher's protocol, its HTTP API, the reference server and the console on one port. Pages of the origins
      may use it too: by default those on the ports 3000, 5173 and 6006 of this machine.
      With PUSHER_… in its environment, or in the file, it publishes to that Pusher backend.
  react-pusher-kit pipe [--thread build-1] [--url URL] [--token TOKEN] [--max-wait 60] [--quiet] [-- command …]
      Passes standard input (or the output of a command) through and streams its lines into the channel logs.
      URL and token are those of the dev server of this folder, or REACT_PUSHER_KIT_URL and …_TOKEN.
      --max-wait: seconds without the server after which lines are given up.  --quiet: no closing line.
  react-pusher-kit keys [--data .data] [--prefix VITE_ | NEXT_PUBLIC_]
      Prints the environment block of this folder's dev server; with a prefix that of pages, without the secret.
`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

export type Command =
  | { name: 'serve'; flags: ServeFlags }
  | { name: 'pipe'; flags: PipeFlags }
  | { name: 'keys'; flags: KeysFlags }
  | { name: 'help' }

/** @throws CliError with the flag that is wrong */
export function readCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return { name: 'help' }
  if (rest.slice(0, indexOrEnd(rest, '--')).includes('--help')) return { name: 'help' }
  const data = env['REACT_PUSHER_KIT_DATA'] ?? '.data'
  if (name === 'serve') {
    return { name, flags: readServeFlags(rest, data) }
  }
  if (name === 'keys') return { name, flags: readKeysFlags(rest, data) }
  if (name === 'pipe') return { name, flags: readPipeFlags(rest, env, data) }
  throw new CliError(`Expected one of the commands serve, pipe and keys but got ${name}.`)
}

function readServeFlags(args: readonly string[], data: string): ServeFlags {
  const flags = parse(args, {
    port: text,
    host: text,
    data: text,
    origin: { type: 'string', multiple: true },
    env: text,
  })
  const origins = flags.origin ?? []
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
  if (wrong !== undefined) {
    throw new CliError(`Expected --origin to be like http://localhost:3000 but got ${wrong}.`)
  }
  return {
    port: readPort(flags.port ?? '8000'),
    host: flags.host ?? '127.0.0.1',
    data: flags.data ?? data,
    origins,
    envFile: flags.env,
  }
}

function readKeysFlags(args: readonly string[], data: string): KeysFlags {
  const flags = parse(args, { data: text, prefix: text })
  const { prefix } = flags
  if (prefix === undefined || prefix === 'VITE_' || prefix === 'NEXT_PUBLIC_') {
    return { data: flags.data ?? data, prefix }
  }
  throw new CliError(`Expected --prefix to be VITE_ or NEXT_PUBLIC_ but got ${prefix}.`)
}

function readPipeFlags(args: readonly string[], env: NodeJS.ProcessEnv, data: string): PipeFlags {
  const end = indexOrEnd(args, '--')
  const command = args.slice(end + 1)
  if (end < args.length && command.length === 0)
    throw new CliError('Expected a command after -- but got none.')
  const flags = parse(args.slice(0, end), {
    thread: text,
    url: text,
    token: text,
    data: text,
    'max-wait': text,
    quiet: flag,
  })
  const thread = flags.thread ?? (command[0] === undefined ? 'stdin' : basename(command[0]))
  if (!/^[^\p{Cc}\p{Cs}]{1,200}$/u.test(thread)) {
    throw new CliError('Expected --thread to be 1 to 200 printable characters.')
  }
  return {
    thread,
    url: flags.url ?? env['REACT_PUSHER_KIT_URL'],
    token: flags.token ?? env['REACT_PUSHER_KIT_TOKEN'],
    data: flags.data ?? data,
    maxWait: readSeconds(flags['max-wait'] ?? '60') * 1000,
    quiet: flags.quiet ?? false,
    command,
  }
}

function parse<const Options extends Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    const [sentence] = error instanceof Error ? error.message.split('. ') : ['The flags cannot be read']
    throw new CliError(`${sentence}; react-pusher-kit --help lists the flags.`, error)
  }
}

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (port <= 65_535) return port
  throw new CliError(`Expected --port to be a number from 0 to 65535 but got ${value}.`)
}

function readSeconds(value: string): number {
  if (/^\d{1,6}(\.\d{1,3})?s?$/.test(value)) return Number.parseFloat(value)
  throw new CliError(`Expected --max-wait to be a number of seconds but got ${value}.`)
}

function indexOrEnd(args: readonly string[], value: string): number {
  const index = args.indexOf(value)
  return index === -1 ? args.length : index
}
