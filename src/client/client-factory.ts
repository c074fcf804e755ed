import Pusher from 'pusher-js'
import type { Authorizer } from './auth/authorizer.ts'
import { ConfigError } from './errors.ts'
import type { Backend, CreateClient } from './options.ts'
import type { PusherLike } from './pusher-like.ts'

const authOptions = ['channelAuthorization', 'authorizer', 'authEndpoint', 'auth'] as const

const createPusher: CreateClient = (appKey, options) => new Pusher(appKey, options)

/** A pusher-js instance of one backend, with the kit's auth pipeline unless the options bring their own. */
export function createBackendClient(
  { appKey, cluster, options = {} }: Backend,
  createClient: CreateClient = createPusher,
  authorizer: Authorizer,
): PusherLike {
  if ('secret' in options) {
    throw new ConfigError('Expected pusher-js options but got a secret among them; keep it on the server.')
  }
  return createClient(appKey, {
    ...(authOptions.some((name) => name in options)
      ? {}
      : { channelAuthorization: { customHandler: authorizer.authorizeChannel } }),
    ...('userAuthentication' in options
      ? {}
      : { userAuthentication: { customHandler: authorizer.authenticateUser } }),
    ...options,
    // Self-hosted servers are told by wsHost; pusher-js wants a cluster all the same.
    cluster: cluster ?? options.cluster ?? '',
  })
}
