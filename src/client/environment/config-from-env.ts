import { findVariable, readPort, readServerUrl, readSocketUrl, readSwitch } from './env-values.ts'
import type { EnvVariable } from './env-values.ts'
import { ConfigError } from '../errors.ts'
import { isLoopbackUrl } from './loopback-url.ts'
import { endpointsOn, type Endpoints, type KitOptions, type PusherOptions } from '../options.ts'

const prefixes = ['VITE_', 'NEXT_PUBLIC_', '']

/** Finds a Pusher variable by its names without a prefix. */
type Find = (...names: string[]) => EnvVariable | undefined

/** The result of {@link pusherConfigFromEnv}, to be spread into `PusherProvider`. */
export interface EnvConfig extends Pick<KitOptions, 'cluster' | 'defaults' | 'fetch'> {
  /** Null without a key, and when the environment disables Pusher. */
  appKey: string | null
  /** pusher-js's options for host, port and TLS; empty when the environment sets none. */
  options: PusherOptions
  /** The endpoints that the environment sets. */
  endpoints: Partial<Endpoints>
}

/**
 * The client's configuration from an environment object that the app passes: the library itself reads none.
 * With the prefix `VITE_` or `NEXT_PUBLIC_`: `PUSHER_KEY`, `PUSHER_CLUSTER`, `PUSHER_AUTH_ENDPOINT`,
 * `PUSHER_FORCE_TLS` (or `PUSHER_SSL`), `PUSHER_HOST`, `PUSHER_PORT`, `PUSHER_SERVER_URL` (the base URL of all
 * endpoints, when the server is not the page's own), and `USE_PUSHER` or `PUSHER_ENABLED`, which set no appKey when
 * `false`.
 *
 * When those are not set, it reads names that existing apps use: `VITE_API_BASE_URL` and `NEXT_PUBLIC_API_BASE` for
 * the server, `VITE_WS_URL` for host, port and TLS, `VITE_ENABLE_WEBSOCKET` to disable Pusher. `docs/environment.md`
 * has the table.
 *
 * With `PUSHER_DEV=1` and a server on this machine, each browser tab is a separate user of the dev server: a guest, or
 * the user `ana` with `?dev-user=ana` in the page's URL.
 *
 * In a client component of Next.js `process.env` is empty, because Next.js replaces only literal references
 * such as `process.env.NEXT_PUBLIC_PUSHER_KEY`: pass
 * `{ NEXT_PUBLIC_PUSHER_KEY: process.env.NEXT_PUBLIC_PUSHER_KEY, … }`. Without any Pusher variable, it logs a
 * message to the console.
 *
 * `options` and `endpoints` next to the spread override single keys.
 *
 * @throws {@link ConfigError} when a variable that bundlers inline into the page contains a secret, or when a
 * value is invalid, such as the port `eighty`
 * @example
 * ```tsx
 * import { pusherConfigFromEnv, PusherProvider } from 'react-pusher-kit'
 *
 * export const Root = () => (
 *   <PusherProvider {...pusherConfigFromEnv(import.meta.env)} options={{ activityTimeout: 30_000 }}>
 *     <App />
 *   </PusherProvider>
 * )
 * ```
 */
export function pusherConfigFromEnv(env: Readonly<Record<string, unknown>>): EnvConfig {
  refuseSecrets(env)
  noteEmptyEnv(env)
  const find: Find = (...names) => {
    const withPrefix = prefixes.flatMap((prefix) => names.map((name) => prefix + name))
    return findVariable(env, withPrefix)
  }
  const text = (...names: string[]) => find(...names)?.value
  const cluster = text('PUSHER_CLUSTER', 'PUSHER_APP_CLUSTER')
  const server = find('PUSHER_SERVER_URL') ?? findVariable(env, ['VITE_API_BASE_URL', 'NEXT_PUBLIC_API_BASE'])
  const auth = text('PUSHER_AUTH_ENDPOINT')
  const options = {
    ...(cluster === undefined ? socketOptions(env, find) : {}),
    ...hostOptions(find),
  }
  const endpoints = {
    ...(server === undefined ? {} : endpointsOn(readServerUrl(server))),
    ...(auth === undefined ? {} : { auth }),
  }
  const dev = find('PUSHER_DEV')
  const isDev = dev !== undefined && readSwitch(dev) && isServerOfThisMachine(server?.value)
  const isEmpty = Object.keys(options).length === 0 && Object.keys(endpoints).length === 0
  return {
    appKey: isOn(env, find) ? (text('PUSHER_KEY', 'PUSHER_APP_KEY') ?? null) : null,
    ...(cluster === undefined ? {} : { cluster }),
    options,
    endpoints,
    ...(isDev ? { fetch: fetchInDevelopment } : {}),
    ...(isEmpty ? {} : { defaults: { options, endpoints } }),
  }
}

/** `VITE_ENABLE_WEBSOCKET` is used only when no Pusher switch is set, because migrated apps often set it to false. */
function isOn(env: Readonly<Record<string, unknown>>, find: Find): boolean {
  const own = [find('USE_PUSHER'), find('PUSHER_ENABLED')].filter((variable) => variable !== undefined)
  const webSocket = findVariable(env, ['VITE_ENABLE_WEBSOCKET'])
  if (own.length > 0) return own.every(readSwitch)
  return webSocket === undefined || readSwitch(webSocket)
}

/** A constant, so that it is the same function in every render. Its module is loaded with the first request. */
const fetchInDevelopment: typeof globalThis.fetch = async (input, init) => {
  const { fetchAsDevUser } = await import('./dev-user.ts')
  return fetchAsDevUser(input, init)
}

/** False on a server: props from a server component to a client component must be plain data. */
function isServerOfThisMachine(server: string | undefined): boolean {
  if (typeof window === 'undefined' || typeof document === 'undefined') return false
  const { href } = window.location
  return isLoopbackUrl(server !== undefined && URL.canParse(server, href) ? new URL(server, href).href : href)
}

/**
 * Bundlers such as Next.js inline single variables and leave `process.env` itself empty in the browser. Vite's
 * `import.meta.env` always has `MODE`.
 */
function noteEmptyEnv(env: Readonly<Record<string, unknown>>) {
  const isPage = typeof document !== 'undefined'
  if (!isPage || env.NODE_ENV === 'production' || 'MODE' in env) return
  if (Object.keys(env).some((name) => name.includes('PUSHER'))) return
  // oxlint-disable-next-line no-console -- without it, the missing configuration would go unnoticed
  console.info(
    'react-pusher-kit: Expected PUSHER_ variables but got an environment without any. In a client component of ' +
      'Next.js, process.env is empty: write each variable out, as in pusherConfigFromEnv({ NEXT_PUBLIC_PUSHER_KEY: ' +
      'process.env.NEXT_PUBLIC_PUSHER_KEY, NEXT_PUBLIC_PUSHER_CLUSTER: process.env.NEXT_PUBLIC_PUSHER_CLUSTER }).',
  )
}

/** The options from `VITE_WS_URL`; `PUSHER_HOST` takes precedence. */
function socketOptions(env: Readonly<Record<string, unknown>>, find: Find): PusherOptions {
  const address = findVariable(env, ['VITE_WS_URL'])
  if (address === undefined || find('PUSHER_HOST') !== undefined) return {}
  const { host, port, isSecure } = readSocketUrl(address)
  return { wsHost: host, wsPort: port, wssPort: port, forceTLS: isSecure }
}

function hostOptions(find: Find): PusherOptions {
  const host = find('PUSHER_HOST')
  const port = find('PUSHER_PORT')
  const forceTLS = find('PUSHER_FORCE_TLS', 'PUSHER_USE_TLS', 'PUSHER_SSL')
  const number = port && readPort(port)
  return {
    ...(host === undefined ? {} : { wsHost: host.value }),
    ...(number === undefined ? {} : { wsPort: number, wssPort: number }),
    ...(forceTLS === undefined ? {} : { forceTLS: readSwitch(forceTLS) }),
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
