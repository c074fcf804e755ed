import type { Options } from 'pusher-js'
import type { ChannelDefinitions } from '../channels/index.ts'
import type { Gap } from './kit-core.ts'
import type { PusherLike } from './pusher-like.ts'

/** pusher-js's own options; `cluster` stands beside them. */
export type PusherOptions = Partial<Options>

/** Makes a pusher-js instance: `(appKey, options) => new Pusher(appKey, options)`. */
export type CreateClient = (appKey: string, options: Options) => PusherLike

/** How the kit talks to the app's own endpoints. */
export interface AuthOptions {
  /**
   * A bearer token for every request; `refresh` is true after a 401 or 403, once for all requests in flight.
   * Null sends none.
   */
  getToken?: (request: { refresh: boolean }) => string | null | Promise<string | null>
  /** More headers, or a function that gives them for each request. */
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
  /** @defaultValue '/api/v1/pusher/auth' */
  auth: string
  /** @defaultValue '/api/v1/pusher/user-auth' */
  userAuth: string
  /** @defaultValue '/api/v1/pusher/message' */
  message: string
  /** @defaultValue '/api/v1/realtime/trigger' */
  trigger: string
  /** With `{channel}` in it. @defaultValue '/api/v1/channels/{channel}/events' */
  history: string
  /** @defaultValue '/api/v1/pusher/status' */
  status: string
}

/** Another Pusher backend, for when the first is out of service. */
export interface Backend {
  appKey: string
  cluster?: string | undefined
  options?: PusherOptions | undefined
}

/** Options of `createPusherKit`, and props of `PusherProvider`. */
export interface KitOptions {
  /** Null, undefined or empty: nothing connects and nothing throws. */
  appKey?: string | null | undefined
  /** Pusher cluster, such as `eu`. */
  cluster?: string | undefined
  /** Handed to pusher-js. With auth options of its own in it, the kit's auth pipeline stays out. */
  options?: PusherOptions | undefined
  /** An instance of the app's: borrowed, with its own auth options, never disconnected by the kit. */
  client?: PusherLike | null | undefined
  /** For `pusher-js/with-encryption`, or the mock. @defaultValue `new Pusher(appKey, options)` */
  createClient?: CreateClient | undefined
  auth?: AuthOptions | undefined
  endpoints?: Partial<Endpoints> | undefined
  /** @defaultValue globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** Backends to move to when the first is refused, unavailable or out of quota; in order. */
  fallbacks?: readonly Backend[] | undefined
  /** From `defineChannels`; payloads are checked against them. */
  channels?: ChannelDefinitions | undefined
  /** False: nothing connects. @defaultValue true */
  enabled?: boolean | undefined
  /** ms between the last release of a channel and its unsubscription. @defaultValue 0 */
  unsubscribeDelay?: number | undefined
  /** ms of silence after which the socket is probed, and ms for the answer; silence again reconnects. Off by default. */
  watchdog?: number | undefined
  /** Errors that no promise carries: of handlers, payloads, subscriptions, the connection. */
  onError?: ((error: Error) => void) | undefined
  /** Events were missed. What history could bring back is told to have been healed. */
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
export function resolveEndpoints(own: Partial<Endpoints> = {}): Endpoints {
  const given = Object.entries(own).filter(([, url]) => url !== undefined)
  return { ...endpoints, ...Object.fromEntries(given) }
}

/** The default endpoints on a server at another URL. */
export function endpointsOn(server: string): Partial<Endpoints> {
  const base = server.replace(/\/+$/, '')
  return Object.fromEntries(Object.entries(endpoints).map(([name, path]) => [name, base + path]))
}
