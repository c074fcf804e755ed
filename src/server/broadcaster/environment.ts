import type { Broadcaster } from './broadcaster.ts'
import { pusher, selfHosted } from './pusher.ts'

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The backend that `PUSHER_APP_ID`, `PUSHER_KEY`, `PUSHER_SECRET` and `PUSHER_CLUSTER`, or `PUSHER_HOST` and
 * `PUSHER_PORT`, name; `PUSHER_SSL=false` turns TLS off.
 *
 * @returns null when none is named, or `PUSHER_ENABLED` is false
 * @throws `Error` when the group is half set, with the missing name
 * @example
 * ```ts
 * const broadcaster = broadcasterFromEnvironment(process.env) ?? embedded()
 * ```
 */
export function broadcasterFromEnvironment(env: Environment): Broadcaster | null {
  if (isFalse(env['PUSHER_ENABLED'])) return null
  const named = ['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET'].filter((name) => env[name])
  const isPlaced = Boolean(env['PUSHER_CLUSTER'] ?? env['PUSHER_HOST'])
  if (named.length === 0 && !isPlaced) return null
  const credentials = {
    appId: required(env, 'PUSHER_APP_ID'),
    key: required(env, 'PUSHER_KEY'),
    secret: required(env, 'PUSHER_SECRET'),
  }
  const useTLS = !isFalse(env['PUSHER_SSL'])
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

function isFalse(value: string | undefined): boolean {
  return /^(false|0|no|off)$/i.test(value ?? '')
}
