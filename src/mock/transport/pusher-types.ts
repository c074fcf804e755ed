import type { Channel, Options } from 'pusher-js'

/**
 * A pusher-js instance. Derived from the type of its channels, because pusher-js's default export does not resolve to its
 * class under `moduleResolution: nodenext`.
 */
export type PusherClient = Channel['pusher']

/** pusher-js's own options, including `cluster`. */
export type PusherJsOptions = Options

/** The constructor of any build of pusher-js. */
export type PusherConstructor = new (appKey: string, options: PusherJsOptions) => PusherClient

/** The static members of the class. */
export interface PusherStatics {
  instances: PusherClient[]
  Runtime: object
}
