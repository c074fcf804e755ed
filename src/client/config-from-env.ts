import { ConfigError } from './errors.ts'
import { endpointsOn, type Endpoints, type KitOptions, type PusherOptions } from './options.ts'

const prefixes = ['VITE_', 'NEXT_PUBLIC_', '']

/** What {@link pusherConfigFromEnv} reads, ready to be spread into `PusherProvider`. */
export interface EnvConfig extends Pick<KitOptions, 'cluster'> {
  /** Null without a key, and where the environment switches Pusher off. */
  appKey: string | null
  options: PusherOptions
  endpoints: Partial<Endpoints>
}

/**
 * The client's configuration from an environment object, which the app hands in: the library itself reads none.
 * With `VITE_` or `NEXT_PUBLIC_` in front: `PUSHER_KEY`, `PUSHER_CLUSTER`, `PUSHER_AUTH_ENDPOINT`,
 * `PUSHER_FORCE_TLS`, `PUSHER_HOST`, `PUSHER_PORT`, `PUSHER_SERVER_URL` (where your server answers when it is not
 * the page's own; all endpoints are below it), and `USE_PUSHER` or `PUSHER_ENABLED`, of which `false` gives no
 * appKey.
 *
 * @throws {@link ConfigError} when a secret stands in a variable that bundlers put into the page
 * @example
 * <PusherProvider {...pusherConfigFromEnv(import.meta.env)}>
 */
export function pusherConfigFromEnv(env: Readonly<Record<string, unknown>>): EnvConfig {
  refuseSecrets(env)
  const read = (...names: string[]): string | undefined => {
    const found = prefixes.flatMap((prefix) => names.map((name) => env[prefix + name]))
    const value = found.find(isGiven)
    return value === undefined ? undefined : String(value).trim()
  }
  const isOff = [read('USE_PUSHER'), read('PUSHER_ENABLED')].some((text) => isFalse(text))
  const cluster = read('PUSHER_CLUSTER', 'PUSHER_APP_CLUSTER')
  const server = read('PUSHER_SERVER_URL')
  const auth = read('PUSHER_AUTH_ENDPOINT')
  return {
    appKey: isOff ? null : (read('PUSHER_KEY', 'PUSHER_APP_KEY') ?? null),
    ...(cluster === undefined ? {} : { cluster }),
    options: hostOptions(read),
    endpoints: {
      ...(server === undefined ? {} : endpointsOn(server)),
      ...(auth === undefined ? {} : { auth }),
    },
  }
}

function hostOptions(read: (...names: string[]) => string | undefined): PusherOptions {
  const host = read('PUSHER_HOST')
  const port = read('PUSHER_PORT')
  const forceTLS = read('PUSHER_FORCE_TLS', 'PUSHER_USE_TLS')
  const number = Number(port)
  if (port !== undefined && !(Number.isInteger(number) && number > 0 && number < 65_536)) {
    throw new ConfigError(`Expected PUSHER_PORT from 1 to 65535 but got "${port}"; correct the environment.`)
  }
  return {
    ...(host === undefined ? {} : { wsHost: host }),
    ...(port === undefined ? {} : { wsPort: number, wssPort: number }),
    ...(forceTLS === undefined ? {} : { forceTLS: !isFalse(forceTLS) }),
  }
}

function refuseSecrets(env: Readonly<Record<string, unknown>>) {
  const secret = Object.keys(env).find(
    (name) => /^(VITE_|NEXT_PUBLIC_).*PUSHER.*SECRET/.test(name) && env[name],
  )
  if (secret) {
    throw new ConfigError(
      `Expected no secret in public variables but got ${secret}, which every visitor can read; rename it to PUSHER_SECRET, for the server only, and change the secret.`,
    )
  }
}

function isGiven(value: unknown): value is string | number | boolean {
  return (
    (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
  )
}

function isFalse(text: string | undefined): boolean {
  return text !== undefined && /^(false|0|off|no)$/i.test(text)
}
