import type { Broadcaster } from './broadcaster.ts'
import { httpBackend } from './http-backend.ts'
import { lazyPusherClient } from './pusher-client.ts'
import type { PusherCredentials } from './pusher-client.ts'

/** Options of {@link selfHosted}. */
export interface SelfHostedBroadcasterOptions extends PusherCredentials {
  /** The backend's name in authorization requests. @defaultValue 'self_hosted' */
  name?: string
  /** The host of the HTTP API. */
  host: string
  /** The port of the HTTP API. @defaultValue 80 or 443 */
  port?: number
  /** Whether to use TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * A self-hosted Pusher-compatible server: Reverb, Soketi, sockudo, or another `serve`.
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
