import { resolve } from 'node:path'
import type { Credentials } from '../../../protocol/index.ts'
import { readCredentials } from '../../identity/dev-credentials.ts'
import { commandEnvironment } from '../command-environment.ts'
import { checkBatchAuth, checkChannelAuth, checkSignIn } from './auth-checks.ts'
import { CheckedServer } from './checked-server.ts'
import { checkDelivery } from './delivery-checks.ts'
import { Failure, Findings, NotOffered } from './findings.ts'
import { hideToken } from './hide-token.ts'
import { checkHistory } from './history-checks.ts'
import { checkLogs, checkMessage, checkTrigger, type Published } from './publish-checks.ts'
import { checkStatus } from './status-checks.ts'

export interface CheckServerFlags {
  /** The base URL of the routes. */
  url: string
  /** Null to send no token. */
  token: string | null
  /** At least one. Events are published in the first. Channels that need a signature are signed. */
  channels: readonly string[]
  /** Name of the events. */
  event: string
  /** The address that pusher-js connects to, with the key of the app; null to open no socket. */
  socketUrl: string | null
  /** Timeout of each request, ms. */
  timeout: number
  /** The folder of a dev server. Its credentials verify signatures. */
  data: string
  /** File with variables that the environment does not set. */
  envFile: string | undefined
}

/** The channel for subscriptions if no channel of the flags needs a signature. */
const defaultPrivateChannel = 'private-check-server'

/**
 * `react-pusher-kit check-server`: checks that a server conforms to docs/protocol.md, and writes a line for each check.
 *
 * @returns the exit code: 1 when a check failed
 * @throws CliError when the file of variables or the credentials cannot be read
 */
export async function checkServer(
  flags: CheckServerFlags,
  write: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<number> {
  const { url, token, channels, event, socketUrl, timeout } = flags
  const secretOf = knownSecrets(flags)
  const server = new CheckedServer({ url, token, timeout })
  // A server may repeat the token in a response.
  const findings = new Findings((line) => write(`${hideToken(line, token)}\n`))
  const [channel = ''] = channels
  const needAuth = channels.filter((name) => /^(private-|presence-)/.test(name))
  const auth = { server, channels: needAuth.length > 0 ? needAuth : [defaultPrivateChannel], secretOf }
  const publishing = { server, channel, event }
  let published: Published | null = null

  if (await isThere(server, findings)) {
    await findings.group((check) => checkChannelAuth(auth, check))
    await findings.group((check) => checkBatchAuth(auth, check))
    await findings.group((check) => checkSignIn(auth, check))
    await findings.group((check) =>
      checkTrigger(publishing, check, (all) => {
        published = all
      }),
    )
    if (socketUrl !== null) {
      await findings.group((check) => checkDelivery({ ...publishing, socketUrl, timeout }, check))
    }
    await findings.group((check) => checkHistory({ server, channel, published }, check))
    await findings.group((check) => checkMessage(publishing, check))
    if (channel === 'logs') await findings.group((check) => checkLogs(publishing, check))
    await findings.group((check) => checkStatus(server, check))
    if (findings.counts.ok + findings.counts.failed === 0) {
      await findings.group((check) => check('the server has a route', () => Promise.reject(noRoute())))
    }
  }
  const { ok, failed, 'not offered': notOffered } = findings.counts
  write(`${ok} ok, ${failed} failed, ${notOffered} not offered\n`)
  return failed > 0 ? 1 : 0
}

/** Writes a single line for an unreachable server. */
async function isThere(server: CheckedServer, findings: Findings): Promise<boolean> {
  const failure = await server.ask('GET', '/api/v1/pusher/status').then(
    () => null,
    (error: unknown) => {
      if (error instanceof Failure) return error
      if (error instanceof NotOffered) return null
      throw error
    },
  )
  if (!failure?.got.startsWith('no connection')) return true
  await findings.group((check) => check('the server responds', () => Promise.reject(failure)))
  return false
}

/** The failure for a URL that has none of the routes. */
function noRoute(): Failure {
  return new Failure(
    'at least one route of docs/protocol.md below the URL',
    'none',
    'Pass the URL of the server, including the path before /api/v1 if there is one.',
  )
}

/** Finds credentials by key: first in the environment, then in the dev server of this folder. */
function knownSecrets({ data, envFile }: CheckServerFlags): (key: string) => Credentials | null {
  const env = commandEnvironment(envFile)
  const key = env['PUSHER_KEY'] ?? env['PUSHER_APP_KEY']
  const secret = env['PUSHER_SECRET'] ?? env['PUSHER_APP_SECRET']
  const known = [key && secret ? { key, secret } : null, readCredentials(resolve(data))?.app ?? null]
  return (name) => known.find((app) => app?.key === name) ?? null
}
