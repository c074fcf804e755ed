import type { Options as HttpOptions } from 'pusher'
import type { Options } from 'pusher-js'

/** Options of pusher-js for a server on a port of this machine. */
export function clientAt(port: number) {
  return {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
  } satisfies Options
}

/** Options of the official package for an app of a server on a port of this machine. */
export function officialAt(port: number, { id, key, secret }: { id: string; key: string; secret: string }) {
  return {
    appId: id,
    key,
    secret,
    host: '127.0.0.1',
    port: String(port),
    useTLS: false,
  } satisfies HttpOptions
}
