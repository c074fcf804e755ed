import Pusher, { type Options } from 'pusher-js'
import type { Authorizer } from '../auth/authorizer.ts'
import { ConfigError } from '../errors.ts'
import { withLatestFunctions } from './live-options.ts'
import type { Backend, CreateClient, PusherOptions } from '../options.ts'
import type { PusherLike } from './pusher-like.ts'

const authOptions = ['channelAuthorization', 'authorizer', 'authEndpoint', 'auth'] as const

const createPusher: CreateClient = (appKey, options) => new Pusher(appKey, options)

/**
 * A pusher-js instance of one backend, with the kit's auth pipeline unless the options bring their own.
 *
 * @param latest - the backend's options as they are now: functions in them may change
 */
export function createBackendClient(
  { appKey, cluster, options = {} }: Backend,
  latest: () => PusherOptions,
  createClient: CreateClient | undefined,
  authorizer: Authorizer,
): PusherLike {
  if ('secret' in options) {
    throw new ConfigError('Expected pusher-js options but got a secret among them; keep it on the server.')
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
    // Without any, a client of the app's own making uses its default, or says what it lacks.
    ...(isPlaced({ cluster, options }) ? { cluster: cluster ?? options.cluster ?? '' } : {}),
  } as Options)
}

/**
 * Refuses a backend that pusher-js would look for nowhere: without a cluster it dials `ws-.pusher.com`.
 *
 * @throws {@link ConfigError} when it has neither a cluster nor a host
 */
export function requirePlace(backend: Pick<Backend, 'cluster' | 'options'>, name: string): void {
  if (isPlaced(backend)) return
  throw new ConfigError(
    `Expected a cluster for ${name}, or a self-hosted server's options.wsHost, but got neither; copy the cluster from the app's keys in Pusher's dashboard, such as cluster="eu".`,
  )
}

/** Self-hosted servers are named by wsHost; pusher-js wants a cluster all the same. */
function isPlaced({ cluster, options }: Pick<Backend, 'cluster' | 'options'>): boolean {
  return Boolean(cluster ?? options?.cluster) || Boolean(options?.wsHost)
}
