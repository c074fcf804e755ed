import Pusher, { type Options } from 'pusher-js'
import type { Authorizer } from '../auth/authorizer.ts'
import { ConfigError } from '../errors.ts'
import { withLatestFunctions } from './live-options.ts'
import type { Backend, CreateClient, PusherOptions } from '../options.ts'
import { noCluster, secretInOptions } from '../texts.ts'
import type { PusherLike } from './pusher-like.ts'

const authOptions = ['channelAuthorization', 'authorizer', 'authEndpoint', 'auth'] as const

const createPusher: CreateClient = (appKey, options) => new Pusher(appKey, options)

/**
 * A pusher-js instance for one backend, with the kit's authorization unless the options have their own.
 *
 * @param latest - returns the backend's current options, because functions in them may change
 */
export function createBackendClient(
  { appKey, cluster, options = {} }: Backend,
  latest: () => PusherOptions,
  createClient: CreateClient | undefined,
  authorizer: Authorizer,
): PusherLike {
  if ('secret' in options) {
    throw new ConfigError(secretInOptions)
  }
  const create = createClient ?? createPusher
  return create(appKey, {
    ...(authOptions.some((name) => name in options)
      ? {}
      : { channelAuthorization: { customHandler: authorizer.authorizeChannel } }),
    ...('userAuthentication' in options
      ? {}
      : { userAuthentication: { customHandler: authorizer.authenticateUser } }),
    ...withLatestFunctions(options, latest),
    // With neither a cluster nor a host, the app's `createClient` uses its own default or throws.
    ...(hasClusterOrHost({ cluster, options }) ? { cluster: cluster ?? options.cluster ?? '' } : {}),
  } as Options)
}

/**
 * Validates a backend: without a cluster, pusher-js would connect to `ws-.pusher.com`.
 *
 * @throws {@link ConfigError} when it has neither a cluster nor a host
 */
export function requireClusterOrHost(backend: Pick<Backend, 'cluster' | 'options'>, name: string): void {
  if (hasClusterOrHost(backend)) return
  throw new ConfigError(noCluster(name))
}

/** Self-hosted servers have a `wsHost`; pusher-js still requires a `cluster` option. */
function hasClusterOrHost({ cluster, options }: Pick<Backend, 'cluster' | 'options'>): boolean {
  return Boolean(cluster ?? options?.cluster) || Boolean(options?.wsHost)
}
