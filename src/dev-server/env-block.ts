import type { App } from '../protocol/index.ts'

/** The environment, as `pusher` and its relatives read it, of the dev server at a URL. */
export function envBlock({ id, key, secret }: Pick<App, 'id' | 'key' | 'secret'>, url: string): string {
  const { hostname, port, protocol } = new URL(url)
  const variables = {
    PUSHER_APP_ID: id,
    PUSHER_KEY: key,
    PUSHER_SECRET: secret,
    PUSHER_HOST: hostname,
    PUSHER_PORT: port || (protocol === 'https:' ? '443' : '80'),
    PUSHER_SSL: String(protocol === 'https:'),
  }
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
}
