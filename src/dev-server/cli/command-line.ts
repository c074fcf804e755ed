import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { ChannelsFlags } from './channels/channels-command.ts'
import type { CheckServerFlags } from './check-server/check-server-command.ts'
import { CliError } from './cli-error.ts'
import { defaultUrl } from './default-url.ts'
import type { KeysFlags } from './keys/keys-command.ts'
import type { NewEpochFlags } from './new-epoch-command.ts'
import type { PipeFlags } from './pipe/pipe-command.ts'
import type { ServeFlags } from './serve/serve-command.ts'
import type { TokenFlags } from './token-command.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

export type Command =
  | { name: 'serve'; flags: ServeFlags }
  | { name: 'pipe'; flags: PipeFlags }
  | { name: 'keys'; flags: KeysFlags }
  | { name: 'token'; flags: TokenFlags }
  | { name: 'new-epoch'; flags: NewEpochFlags }
  | { name: 'channels'; flags: ChannelsFlags }
  | { name: 'check-server'; flags: CheckServerFlags }
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
  if (name === 'token') return { name, flags: readTokenFlags(rest, data) }
  if (name === 'new-epoch') return { name, flags: readNewEpochFlags(rest, data) }
  if (name === 'channels') return { name, flags: readChannelsFlags(rest) }
  if (name === 'check-server') return { name, flags: readCheckServerFlags(rest, env, data) }
  throw new CliError(
    `Expected one of the commands serve, pipe, keys, token, new-epoch, channels and check-server but got ${name}.`,
  )
}

function readCheckServerFlags(
  [url = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  data: string,
): CheckServerFlags {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new CliError(
      `Expected check-server to be followed by a URL like ${defaultUrl} but got ${url || 'none'}.`,
    )
  }
  const flags = parse(args, {
    token: text,
    channel: { type: 'string', multiple: true },
    event: text,
    socket: text,
    timeout: text,
    env: text,
    data: text,
  })
  const channels = flags.channel ?? ['logs']
  const wrong = channels.find((name) => !/^[\w\-=@,.;]{1,164}$/.test(name))
  if (wrong !== undefined) {
    throw new CliError(
      `Expected --channel to be 1 to 164 characters of A-Z a-z 0-9 _ - = @ , . ; but got ${wrong}.`,
    )
  }
  const { socket } = flags
  if (socket !== undefined && !/^wss?:\/\/[^/]+\/app\/[\w-]+$/.test(socket)) {
    throw new CliError(`Expected --socket to be like wss://ws-eu.pusher.com/app/KEY but got ${socket}.`)
  }
  return {
    url,
    token: flags.token ?? env['REACT_PUSHER_KIT_TOKEN'] ?? null,
    channels,
    event: flags.event ?? 'log',
    socketUrl: socket ?? null,
    timeout: readSeconds('--timeout', flags.timeout ?? '10') * 1000,
    data: flags.data ?? data,
    envFile: flags.env,
  }
}

function readChannelsFlags(args: readonly string[]): ChannelsFlags {
  const {
    asyncapi = false,
    markdown = false,
    config,
  } = parse(args, { asyncapi: flag, markdown: flag, config: text })
  if (asyncapi === markdown) throw new CliError('Expected either --asyncapi or --markdown.')
  return { format: asyncapi ? 'asyncapi' : 'markdown', config }
}

function readNewEpochFlags(args: readonly string[], data: string): NewEpochFlags {
  const flags = parse(args, { data: text, env: text })
  return { data: flags.data ?? data, envFile: flags.env }
}

function readTokenFlags(args: readonly string[], data: string): TokenFlags {
  const flags = parse(args, {
    data: text,
    user: text,
    role: { type: 'string', multiple: true },
    expires: text,
  })
  const roles = flags.role ?? []
  for (const [name, value] of [
    ['--user', flags.user ?? ''],
    ...roles.map((role) => ['--role', role] as const),
  ] as const) {
    if (!/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(value)) {
      throw new CliError(
        `Expected ${name} with 1 to 128 printable characters, such as ${name === '--user' ? 'ana' : 'admin'}.`,
      )
    }
  }
  return {
    data: flags.data ?? data,
    user: flags.user ?? '',
    roles,
    expires: readDuration(flags.expires ?? '8h'),
  }
}

const secondsOf: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

function readDuration(value: string): number {
  const [, count = '', unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(value) ?? []
  const seconds = Number(count) * (secondsOf[unit] ?? 0)
  if (seconds > 0 && seconds <= 365 * 86_400) return seconds
  throw new CliError(
    `Expected --expires to be a time like 90s, 30m, 8h or 7d, at most 365d, but got ${value}.`,
  )
}

function readServeFlags(args: readonly string[], data: string): ServeFlags {
  const flags = parse(args, {
    port: text,
    host: text,
    data: text,
    origin: { type: 'string', multiple: true },
    'allow-host': { type: 'string', multiple: true },
    'require-token': flag,
    env: text,
    config: text,
  })
  const origins = flags.origin ?? []
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
  if (wrong !== undefined) {
    throw new CliError(`Expected --origin to be like http://localhost:3000 but got ${wrong}.`)
  }
  const allowHosts = flags['allow-host'] ?? []
  const notAHost = allowHosts.find((name) => !/^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])$/i.test(name))
  if (notAHost !== undefined) {
    throw new CliError(
      `Expected --allow-host to be a host name without a port, like dev.local, but got ${notAHost}.`,
    )
  }
  return {
    port: readPort(flags.port ?? '8000'),
    host: flags.host ?? '127.0.0.1',
    data: flags.data ?? data,
    origins,
    allowHosts,
    envFile: flags.env,
    requireToken: flags['require-token'] ?? false,
    config: flags.config,
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
    maxWait: readSeconds('--max-wait', flags['max-wait'] ?? '60') * 1000,
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

function readSeconds(name: string, value: string): number {
  if (/^\d{1,6}(\.\d{1,3})?s?$/.test(value)) return Number.parseFloat(value)
  throw new CliError(`Expected ${name} to be a number of seconds but got ${value}.`)
}

function indexOrEnd(args: readonly string[], value: string): number {
  const index = args.indexOf(value)
  return index === -1 ? args.length : index
}
