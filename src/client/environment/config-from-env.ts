import { findVariable, readPort, readServerUrl, readSocketUrl, readSwitch } from './env-values.ts'
import type { EnvVariable } from './env-values.ts'
import { ConfigError } from '../errors.ts'
import { isLoopbackUrl } from './loopback-url.ts'
import { endpointsOn, type Endpoints, type KitOptions, type PusherOptions } from '../options.ts'

const prefixes = ['VITE_', 'NEXT_PUBLIC_', '']

/** Finds a variable of Pusher's, by its names without a prefix. */
type Find = (...names: string[]) => EnvVariable | undefined

/** What {@link pusherConfigFromEnv} reads, ready to be spread into `PusherProvider`. */
export interface EnvConfig extends Pick<KitOptions, 'cluster' | 'defaults' | 'fetch'> {
  /** Null without a key, and where the environment switches Pusher off. */
  appKey: string | null
  /** pusher-js's options for host, port and TLS; empty where the environment names none. */
  options: PusherOptions
  /** The auth endpoint, where the environment names one. */
  endpoints: Partial<Endpoints>
}

/**
 * The client's configuration from an environment object, which the app hands in: the library itself reads none.
 * With `VITE_` or `NEXT_PUBLIC_` in front: `PUSHER_KEY`, `PUSHER_CLUSTER`, `PUSHER_AUTH_ENDPOINT`,
 * `PUSHER_FORCE_TLS` (or `PUSHER_SSL`), `PUSHER_HOST`, `PUSHER_PORT`, `PUSHER_SERVER_URL` (where your server answers
 * when it is not the page's own; all endpoints are below it), and `USE_PUSHER` or `PUSHER_ENABLED`, of which `false`
 * gives no appKey.
 *
 * Names that apps have already are read where those are not set: `VITE_API_BASE_URL` and `NEXT_PUBLIC_API_BASE` for
 * the server, `VITE_WS_URL` for host, port and TLS, `VITE_ENABLE_WEBSOCKET` for the switch. `docs/environment.md` has
 * the table.
 *
 * With `PUSHER_DEV=1`, and a server on this machine, each tab of a browser is a user of its own for the dev server: a
 * guest, or Ana with `?dev-user=ana` in the page's address.
 *
 * In a client component of Next.js `process.env` is empty, because Next.js replaces variables that are written out:
 * hand in `{ NEXT_PUBLIC_PUSHER_KEY: process.env.NEXT_PUBLIC_PUSHER_KEY, … }`. A page whose environment has no
 * variable of Pusher's gets a note on the console.
 *
 * `options` and `endpoints` beside it replace only what they name.
 *
 * @throws {@link ConfigError} when a secret stands in a variable that bundlers put into the page, or a value is none
 * that the variable can have, such as a port of `eighty`
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

/** The switch of an app's own WebSocket counts where none of Pusher's is set: apps that moved set the one off. */
function isOn(env: Readonly<Record<string, unknown>>, find: Find): boolean {
  const own = [find('USE_PUSHER'), find('PUSHER_ENABLED')].filter((variable) => variable !== undefined)
  const webSocket = findVariable(env, ['VITE_ENABLE_WEBSOCKET'])
  if (own.length > 0) return own.every(readSwitch)
  return webSocket === undefined || readSwitch(webSocket)
}

/** The same function at every render. Its code is loaded when a page of a dev server makes its first request. */
const fetchInDevelopment: typeof globalThis.fetch = async (input, init) => {
  const { fetchAsDevUser } = await import('./dev-user.ts')
  return fetchAsDevUser(input, init)
}

/** False on a server: what a server component hands to the page has to be plain data. */
function isServerOfThisMachine(server: string | undefined): boolean {
  if (typeof window === 'undefined' || typeof document === 'undefined') return false
  const { href } = window.location
  return isLoopbackUrl(server !== undefined && URL.canParse(server, href) ? new URL(server, href).href : href)
}

/**
 * Bundlers such as Next.js put single variables into the page, and leave `process.env` itself empty there. Vite's
 * `import.meta.env` always has its mode.
 */
function noteEmptyEnv(env: Readonly<Record<string, unknown>>) {
  const isPage = typeof document !== 'undefined'
  if (!isPage || env.NODE_ENV === 'production' || 'MODE' in env) return
  if (Object.keys(env).some((name) => name.includes('PUSHER'))) return
  // oxlint-disable-next-line no-console -- the app would look alive and be mute
  console.info(
    'react-pusher-kit: Expected PUSHER_ variables but got an environment without any. In a client component of ' +
      'Next.js, process.env is empty: write each variable out, as in pusherConfigFromEnv({ NEXT_PUBLIC_PUSHER_KEY: ' +
      'process.env.NEXT_PUBLIC_PUSHER_KEY, NEXT_PUBLIC_PUSHER_CLUSTER: process.env.NEXT_PUBLIC_PUSHER_CLUSTER }).',
  )
}

/** Of the address of an app's own WebSocket server; a host of Pusher's wins. */
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
