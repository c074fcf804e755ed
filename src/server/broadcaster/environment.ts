import type { Broadcaster } from './broadcaster.ts'
import { pusher } from './pusher.ts'
import { selfHosted } from './self-hosted.ts'

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The backend configured by `PUSHER_APP_ID`, `PUSHER_KEY`, `PUSHER_SECRET` and `PUSHER_CLUSTER`, or `PUSHER_HOST` and
 * `PUSHER_PORT`. `PUSHER_SSL=false` disables TLS.
 *
 * @returns null when no variable is set, or `PUSHER_ENABLED` is false
 * @throws `Error` with the name of the missing variable when only a part of them is set, or when a boolean variable is
 * neither true nor false
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: broadcasterFromEnvironment(process.env),
 *   authenticate: () => null,
 * })
 * ```
 */
export function broadcasterFromEnvironment(env: Environment): Broadcaster | null {
  if (!environmentSwitch(env, 'PUSHER_ENABLED')) return null
  const named = ['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET'].filter((name) => env[name])
  const isPlaced = Boolean(env['PUSHER_CLUSTER'] ?? env['PUSHER_HOST'])
  if (named.length === 0 && !isPlaced) return null
  const credentials = {
    appId: required(env, 'PUSHER_APP_ID'),
    key: required(env, 'PUSHER_KEY'),
    secret: required(env, 'PUSHER_SECRET'),
  }
  const useTLS = environmentSwitch(env, 'PUSHER_SSL')
  const { PUSHER_HOST: host, PUSHER_CLUSTER: cluster } = env
  if (host) return selfHosted({ ...credentials, host, useTLS, ...portOf(env['PUSHER_PORT']) })
  if (cluster) return pusher({ ...credentials, cluster, useTLS })
  throw new Error('Expected PUSHER_CLUSTER or PUSHER_HOST to be set beside PUSHER_KEY but got neither.')
}

function required(env: Environment, name: string): string {
  const value = env[name]
  if (value) return value
  throw new Error(`Expected ${name} to be set, because others of the PUSHER_… group are, but it is missing.`)
}

function portOf(port: string | undefined): { port?: number } {
  if (port === undefined || port === '') return {}
  const value = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN
  if (value > 0 && value <= 65_535) return { port: value }
  throw new Error(`Expected PUSHER_PORT to be a port number but got ${port}.`)
}

/** Parses a boolean variable; true when it is not set. @throws Error when it is neither true nor false */
export function environmentSwitch(env: Environment, name: string): boolean {
  const value = (env[name] ?? '').trim()
  if (value === '' || /^(true|1|on|yes)$/i.test(value)) return true
  if (/^(false|0|off|no)$/i.test(value)) return false
  throw new Error(
    `Expected ${name} to be true or false but got ${JSON.stringify(value.slice(0, 60))}; correct the environment.`,
  )
}
