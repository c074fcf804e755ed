import type { Broadcaster } from './broadcaster.ts'
import { httpBackend } from './http-backend.ts'
import { lazyPusherClient } from './pusher-client.ts'
import type { PusherCredentials } from './pusher-client.ts'
import { isPusherInstance, settingsOf } from './pusher-instance.ts'
import type { PusherInstance } from './pusher-instance.ts'

/** Options of {@link pusher}. */
export interface PusherBroadcasterOptions extends PusherCredentials {
  /** The backend's name in authorization requests. @defaultValue 'pusher' */
  name?: string
  /** The cluster of the app. @defaultValue 'mt1' */
  cluster?: string
  /** Whether to use TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * Pusher Channels, through Pusher's Node library.
 *
 * @param options - credentials, or an instance of the library
 * @throws `Error` when an instance has no key or no secret, the options contain a host, or the package is not
 * installed
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: pusher({ appId: '123', key: 'key', secret: 'secret', cluster: 'eu' }),
 *   authenticate: () => null,
 * })
 * ```
 */
export function pusher(options: PusherBroadcasterOptions | PusherInstance): Broadcaster {
  if (isPusherInstance(options)) {
    const { useTLS, ...credentials } = settingsOf(options)
    const client = async () => ({ client: options, end: () => {} })
    return httpBackend({
      ...credentials,
      client,
      name: 'pusher',
      type: 'pusher',
      cluster: null,
      useTls: useTLS,
    })
  }
  if ('host' in options || 'port' in options) {
    throw new Error(
      'Expected the options of `pusher` to name a cluster but got a host or a port; use `selfHosted` for a server of your own.',
    )
  }
  const { name = 'pusher', cluster = 'mt1', useTLS = true, ...credentials } = options
  const client = lazyPusherClient(credentials, { cluster }, useTLS)
  return httpBackend({ ...credentials, client, name, type: 'pusher', cluster, useTls: useTLS })
}
