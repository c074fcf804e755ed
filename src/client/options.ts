import type { Options } from 'pusher-js'
import type { ChannelDefinitions } from '../channels/index.ts'
import type { UnknownEvents } from '../channels/internal.ts'
import type { Gap } from './core/gap.ts'
import type { PusherLike } from './core/pusher-like.ts'

/** pusher-js's options; `cluster` has an option of its own. */
export type PusherOptions = Partial<Options>

/** Creates a pusher-js instance: `(appKey, options) => new Pusher(appKey, options)`. */
export type CreateClient = (appKey: string, options: Options) => PusherLike

/** Options of requests to the app's own endpoints. */
export interface AuthOptions {
  /**
   * Returns the bearer token of a request, or null for none; `refresh` is true after a 401 or 403, once for all
   * requests in flight.
   * @defaultValue none
   */
  getToken?: (request: { refresh: boolean }) => string | null | Promise<string | null>
  /** Additional headers, or a function that returns them for each request. @defaultValue none */
  headers?: Record<string, string> | (() => Record<string, string>)
  /** Whether cookies are sent. @defaultValue 'same-origin' */
  credentials?: RequestCredentials
  /** ms until a request times out, and until a pending subscription counts as failed. @defaultValue 10_000 */
  timeout?: number
  /** Combines the authorizations of one tick into one `POST {auth}/batch`. @defaultValue false */
  batch?: boolean
}

/** URLs of the app's server; relative to the page, or absolute. */
export interface Endpoints {
  /** Signs subscriptions to private and presence channels. @defaultValue '/api/v1/pusher/auth' */
  auth: string
  /** Signs users in. @defaultValue '/api/v1/pusher/user-auth' */
  userAuth: string
  /** Receives messages of `sendMessage`. @defaultValue '/api/v1/pusher/message' */
  message: string
  /** Publishes events of `trigger`, except client events. @defaultValue '/api/v1/realtime/trigger' */
  trigger: string
  /**
   * Stored events of a channel; `{channel}` is replaced with its name.
   * @defaultValue `'/api/v1/channels/{channel}/events'`
   */
  history: string
  /** Returns the backend that the server currently publishes to. @defaultValue '/api/v1/pusher/status' */
  status: string
  /** Reports the messages of the day, to admins. @defaultValue '/api/v1/pusher/usage', on the server of `status` */
  usage: string
  /** Reports counts of events, to admins. @defaultValue '/api/v1/pusher/metrics', on the server of `status` */
  metrics: string
  /** Reports the backends, to admins. @defaultValue '/admin/broadcaster-status', on the server of `status` */
  broadcasterStatus: string
}

/** Another Pusher backend, used when the first one fails. */
export interface Backend {
  /** The app key at this backend. */
  appKey: string
  /** Its cluster, such as `eu`. @defaultValue none */
  cluster?: string | undefined
  /** pusher-js's options for it, such as `wsHost`. @defaultValue none */
  options?: PusherOptions | undefined
}

/** Options of `createPusherKit`, and props of `PusherProvider`. */
export interface KitOptions {
  /**
   * The key of the Pusher app. With null, undefined or an empty string the kit does not connect and does not throw.
   * @defaultValue none
   */
  appKey?: string | null | undefined
  /**
   * The Pusher cluster, such as `eu`; not needed with `options.wsHost`. @defaultValue none
   */
  cluster?: string | undefined
  /**
   * Options of pusher-js; functions in them may change at every render. With auth options in them, the kit's own
   * authorization is off. @defaultValue none
   */
  options?: PusherOptions | undefined
  /**
   * Defaults for keys that `options` and `endpoints` do not set. `pusherConfigFromEnv` returns it, so that `options`
   * override single keys. @defaultValue none
   */
  defaults?: Pick<KitOptions, 'options' | 'endpoints'> | undefined
  /**
   * A pusher-js instance of the app, with its own auth options. The kit never disconnects it; null means that the app
   * passes one later. @defaultValue none: the kit creates one
   */
  client?: PusherLike | null | undefined
  /** For `pusher-js/with-encryption`, or the mock. @defaultValue `new Pusher(appKey, options)` */
  createClient?: CreateClient | undefined
  /** Token, timeout and batching of requests to the app's endpoints. @defaultValue none: no token, 10 s */
  auth?: AuthOptions | undefined
  /**
   * URLs of the app's server that differ from the defaults of {@link Endpoints}.
   * @defaultValue none: the defaults of {@link Endpoints}
   */
  endpoints?: Partial<Endpoints> | undefined
  /** Used for requests to the endpoints. @defaultValue globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /**
   * Backends to use in order when the first one is refused or unavailable for 30 s, or when the server
   * publishes to them. The kit follows the server within 5 s while it sends requests to it, and within 15 s
   * otherwise: it requests the server's status every 10 s unless the page is hidden. @defaultValue none
   */
  fallbacks?: readonly Backend[] | undefined
  /**
   * From `defineChannels`, which contains the code that validates payloads against them.
   * @defaultValue none: payloads are `unknown`
   */
  channels?: ChannelDefinitions | undefined
  /**
   * How to handle a channel or an event that is not in `channels`. `'refuse'` does not subscribe, listen or
   * trigger, and reports an error. `'allow'` skips validation. Events of the kit and of Pusher are always
   * allowed. Without `channels`, everything is allowed.
   * @defaultValue `'refuse'`
   */
  unknownEvents?: UnknownEvents | undefined
  /** False keeps the kit disconnected. @defaultValue true */
  enabled?: boolean | undefined
  /** ms between the last release of a channel and its unsubscription. @defaultValue 0 */
  unsubscribeDelay?: number | undefined
  /**
   * ms without a frame after which the kit sends a ping. It reconnects when no frame arrives for the same
   * time again.
   * @defaultValue none: off
   */
  watchdog?: number | undefined
  /**
   * Logs connection states, subscriptions and event names to the browser's console; no payloads, tokens or signatures.
   * @defaultValue false
   */
  debug?: boolean | undefined
  /**
   * Called with errors that reject no promise: {@link HandlerError}, {@link PayloadError}, {@link SubscriptionError},
   * {@link ConnectionError}, {@link HistoryError}, and {@link TriggerError} of `useTyping`.
   */
  onError?: ((error: Error) => void) | undefined
  /** Called when events were missed, whether or not they were restored from the history. */
  onGap?: ((gap: Gap) => void) | undefined
}

const statusPath = '/api/v1/pusher/status'

const endpoints: Pick<Endpoints, 'auth' | 'userAuth' | 'message' | 'trigger' | 'history' | 'status'> = {
  auth: '/api/v1/pusher/auth',
  userAuth: '/api/v1/pusher/user-auth',
  message: '/api/v1/pusher/message',
  trigger: '/api/v1/realtime/trigger',
  history: '/api/v1/channels/{channel}/events',
  status: statusPath,
}

/** The app's endpoints; those of reports have defaults in {@link reportEndpoints}. */
export type KitEndpoints = typeof endpoints & Partial<Endpoints>

/** The app's endpoints merged with the defaults; undefined keeps a default. */
export function resolveEndpoints({ endpoints: own, defaults }: KitOptions): KitEndpoints {
  const named = [defaults?.endpoints, own].flatMap((urls) => Object.entries(urls ?? {}))
  const given = named.filter(([, url]) => url !== undefined)
  return { ...endpoints, ...Object.fromEntries(given) }
}

/** All endpoints: reports are on the server of the status, unless the app sets their URLs. */
export function reportEndpoints(all: KitEndpoints): Endpoints {
  const server = all.status.endsWith(statusPath) ? all.status.slice(0, -statusPath.length) : ''
  return {
    usage: `${server}/api/v1/pusher/usage`,
    metrics: `${server}/api/v1/pusher/metrics`,
    broadcasterStatus: `${server}/admin/broadcaster-status`,
    ...all,
  }
}

/** The default endpoints, on the server at this URL. */
export function endpointsOn(server: string): Partial<Endpoints> {
  const base = server.replace(/\/+$/, '')
  return Object.fromEntries(Object.entries(endpoints).map(([name, path]) => [name, base + path]))
}
