import type { App } from '../../../protocol/index.ts'
import { isLoopbackName } from '../../http/loopback.ts'

/** The prefix of variables that a bundler includes in the page. */
export type PagePrefix = 'VITE_' | 'NEXT_PUBLIC_'

/** The environment variables for the dev server at a URL, with the names of `pusher` and compatible packages. */
export function envBlock({ id, key, secret }: Pick<App, 'id' | 'key' | 'secret'>, url: string): string {
  const { host, port, isSecure } = placeOf(url)
  return block({
    PUSHER_APP_ID: id,
    PUSHER_KEY: key,
    PUSHER_SECRET: secret,
    PUSHER_HOST: host,
    PUSHER_PORT: port,
    PUSHER_SSL: String(isSecure),
  })
}

/** The variables for pages, as `pusherConfigFromEnv` reads them: without the secret, and with the bundler's prefix. */
export function pageEnvBlock({ key }: Pick<App, 'key'>, url: string, prefix: PagePrefix): string {
  const { host, port, isSecure } = placeOf(url)
  return block({
    [`${prefix}PUSHER_KEY`]: key,
    [`${prefix}PUSHER_HOST`]: host,
    [`${prefix}PUSHER_PORT`]: port,
    [`${prefix}PUSHER_FORCE_TLS`]: String(isSecure),
    [`${prefix}PUSHER_SERVER_URL`]: url,
    // Each tab is a separate user.
    ...(isLoopbackName(host) ? { [`${prefix}PUSHER_DEV`]: '1' } : {}),
  })
}

function placeOf(url: string) {
  const { hostname, port, protocol } = new URL(url)
  const isSecure = protocol === 'https:'
  return { host: hostname, port: port || (isSecure ? '443' : '80'), isSecure }
}

function block(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
}
