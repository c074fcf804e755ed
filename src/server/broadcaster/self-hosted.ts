import type { Broadcaster } from './broadcaster.ts'
import { httpBackend } from './http-backend.ts'
import { lazyPusherClient } from './pusher-client.ts'
import type { PusherCredentials } from './pusher-client.ts'

/** Options of {@link selfHosted}. */
export interface SelfHostedBroadcasterOptions extends PusherCredentials {
  /** Its name in requests for a signature. @defaultValue 'self_hosted' */
  name?: string
  /** The host of its HTTP API. */
  host: string
  /** The port of its HTTP API. @defaultValue the usual one of HTTP or HTTPS */
  port?: number
  /** Use TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * A compatible server of your own: Reverb, Soketi, sockudo, or another `serve`.
 *
 * @throws `Error` when the package `pusher` is not installed
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: selfHosted({ appId: '1', key: 'key', secret: 'secret', host: 'ws.example.com', port: 443 }),
 *   authenticate: () => null,
 * })
 * ```
 */
export function selfHosted(options: SelfHostedBroadcasterOptions): Broadcaster {
  const { name = 'self_hosted', host, port, useTLS = true, ...credentials } = options
  const client = lazyPusherClient(credentials, { host, port }, useTLS)
  return httpBackend({ ...credentials, client, name, type: 'self_hosted', cluster: null, useTls: useTLS })
}
