import type { Channel, Options } from 'pusher-js'

/**
 * A pusher-js instance. Named by way of its channels, because pusher-js's default export does not resolve to its
 * class under `moduleResolution: nodenext`.
 */
export type PusherClient = Channel['pusher']

/** pusher-js's own options, `cluster` among them. */
export type PusherJsOptions = Options

/** pusher-js itself, in whichever build. */
export type PusherConstructor = new (appKey: string, options: PusherJsOptions) => PusherClient

/** What the class holds for all its instances. */
export interface PusherStatics {
  instances: PusherClient[]
  Runtime: object
}
