import type { Broadcaster } from './broadcaster.ts'
import { httpBackend } from './http-backend.ts'
import { lazyPusherClient } from './pusher-client.ts'
import type { PusherCredentials } from './pusher-client.ts'

/** Options of {@link ably}. */
export interface AblyBroadcasterOptions extends Pick<PusherCredentials, 'secret' | 'timeout'> {
  /** The backend's name in authorization requests. @defaultValue 'ably' */
  name?: string
  /** `appId.keyId`: the part of Ably's API key before the colon. The part after it is the secret. */
  key: string
}

/**
 * Ably, through its Pusher adapter.
 *
 * @throws `Error` when the package `pusher` is not installed
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: {
 *     primary: pusher({ appId: '123', key: 'key', secret: 'secret', cluster: 'eu' }),
 *     fallbacks: [ably({ key: 'appId.keyId', secret: 'secret' })],
 *   },
 *   authenticate: () => null,
 * })
 * ```
 */
export function ably({ name = 'ably', key, ...credentials }: AblyBroadcasterOptions): Broadcaster {
  const appId = key.split('.')[0] ?? key
  const client = lazyPusherClient(
    { ...credentials, key, appId },
    { host: 'rest-pusher.ably.io', port: 443 },
    true,
  )
  return httpBackend({ ...credentials, client, key, appId, name, type: 'ably', cluster: null, useTls: true })
}
