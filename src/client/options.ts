import type { Options } from 'pusher-js'
import type { ChannelDefinitions } from '../channels/index.ts'
import type { Gap } from './core/gap.ts'
import type { PusherLike } from './core/pusher-like.ts'

/** pusher-js's own options; `cluster` stands beside them. */
export type PusherOptions = Partial<Options>

/** Makes a pusher-js instance: `(appKey, options) => new Pusher(appKey, options)`. */
export type CreateClient = (appKey: string, options: Options) => PusherLike

/** How the kit talks to the app's own endpoints. */
export interface AuthOptions {
  /**
   * A bearer token for every request; `refresh` is true after a 401 or 403, once for all requests in flight.
   * Null sends none.
   * @defaultValue none
   */
  getToken?: (request: { refresh: boolean }) => string | null | Promise<string | null>
  /** More headers, or a function that gives them for each request. @defaultValue none */
  headers?: Record<string, string> | (() => Record<string, string>)
  /** Whether cookies are sent. @defaultValue 'same-origin' */
  credentials?: RequestCredentials
  /** ms until a request is given up, and until a pending subscription counts as failed. @defaultValue 10_000 */
  timeout?: number
  /** Packs the authorisations of one tick into one `POST {auth}/batch`. @defaultValue false */
  batch?: boolean
}

/** Where the app's server answers; relative to the page, or absolute. */
export interface Endpoints {
  /** Signs subscriptions to private and presence channels. @defaultValue '/api/v1/pusher/auth' */
  auth: string
  /** Signs users in. @defaultValue '/api/v1/pusher/user-auth' */
  userAuth: string
  /** Takes what `sendMessage` sends. @defaultValue '/api/v1/pusher/message' */
  message: string
  /** Publishes what `trigger` sends, client events apart. @defaultValue '/api/v1/realtime/trigger' */
  trigger: string
  /**
   * Stored events of a channel; `{channel}` stands for its name. @defaultValue
   * `'/api/v1/channels/{channel}/events'`
   */
  history: string
  /** Returns the backend that the server publishes to now. @defaultValue '/api/v1/pusher/status' */
  status: string
}

/** Another Pusher backend, for when the first is out of service. */
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
   * The key of the Pusher app. Null, undefined or empty: nothing connects and nothing throws. @defaultValue
   * none
   */
  appKey?: string | null | undefined
  /**
   * The Pusher cluster, such as `eu`; a server named by `options.wsHost` has none. @defaultValue none
   */
  cluster?: string | undefined
  /**
   * Functions in it may change at every render. Handed to pusher-js. With auth options of its own in it, the kit's auth pipeline stays out. @defaultValue
   * none
   */
  options?: PusherOptions | undefined
  /**
   * What `options` and `endpoints` do not name. `pusherConfigFromEnv` gives it, so that `options` beside it replace
   * only what they name. @defaultValue none
   */
  defaults?: Pick<KitOptions, 'options' | 'endpoints'> | undefined
  /**
   * An instance of the app's: borrowed, with its own auth options, never disconnected by the kit.
   * @defaultValue none: the kit makes one
   */
  client?: PusherLike | null | undefined
  /** For `pusher-js/with-encryption`, or the mock. @defaultValue `new Pusher(appKey, options)` */
  createClient?: CreateClient | undefined
  /** How requests to the app's endpoints are signed, timed and batched. @defaultValue none: no token, 10 s */
  auth?: AuthOptions | undefined
  /**
   * Where the app's server answers, as far as it differs from the defaults of {@link Endpoints}.
   * @defaultValue none: the defaults of {@link Endpoints}
   */
  endpoints?: Partial<Endpoints> | undefined
  /** Makes the requests to the endpoints. @defaultValue globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /**
   * Backends to move to when the first is refused, unavailable or out of quota; in order. @defaultValue none
   */
  fallbacks?: readonly Backend[] | undefined
  /** From `defineChannels`; payloads are checked against them. @defaultValue none: payloads are `unknown` */
  channels?: ChannelDefinitions | undefined
  /** False: nothing connects. @defaultValue true */
  enabled?: boolean | undefined
  /** ms between the last release of a channel and its unsubscription. @defaultValue 0 */
  unsubscribeDelay?: number | undefined
  /**
   * ms of silence after which the socket is probed, and ms for the answer; silence again reconnects.
   * @defaultValue none: off
   */
  watchdog?: number | undefined
  /**
   * Writes states of the connection, subscriptions and the names of events to the browser's console; no payloads, no
   * tokens, no signatures. @defaultValue false
   */
  debug?: boolean | undefined
  /**
   * Errors that no promise carries: {@link HandlerError}, {@link PayloadError}, {@link SubscriptionError},
   * {@link ConnectionError}, {@link HistoryError}, and {@link TriggerError} of `useTyping`.
   */
  onError?: ((error: Error) => void) | undefined
  /** Events were missed, whether or not the history brought them back. */
  onGap?: ((gap: Gap) => void) | undefined
}

const endpoints: Endpoints = {
  auth: '/api/v1/pusher/auth',
  userAuth: '/api/v1/pusher/user-auth',
  message: '/api/v1/pusher/message',
  trigger: '/api/v1/realtime/trigger',
  history: '/api/v1/channels/{channel}/events',
  status: '/api/v1/pusher/status',
}

/** The endpoints of the app over the defaults; a name given as undefined keeps its default. */
export function resolveEndpoints({ endpoints: own, defaults }: KitOptions): Endpoints {
  const named = [defaults?.endpoints, own].flatMap((urls) => Object.entries(urls ?? {}))
  const given = named.filter(([, url]) => url !== undefined)
  return { ...endpoints, ...Object.fromEntries(given) }
}

/** The default endpoints on a server at another URL. */
export function endpointsOn(server: string): Partial<Endpoints> {
  const base = server.replace(/\/+$/, '')
  return Object.fromEntries(Object.entries(endpoints).map(([name, path]) => [name, base + path]))
}
