import type { ChannelDefinition, ChannelDefinitions } from './definition.ts'

/**
 * Registers the app's channels with the types. Augment it once, and every hook infers payloads from the channel's
 * name. A module that declares further channels registers them under another key.
 *
 * @example
 * ```ts
 * import { defineChannels, type } from 'react-pusher-kit/channels'
 *
 * const channels = defineChannels({ news: { events: { published: type<{ title: string }>() } } })
 *
 * declare module 'react-pusher-kit/channels' {
 *   interface Register {
 *     channels: typeof channels
 *   }
 * }
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- made to be augmented
export interface Register {}

/** The intersection of a union: of the channels of every key of {@link Register}, for one. */
export type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  each: infer All,
) => void
  ? All
  : never

/** The channels of all keys of {@link Register}; an empty object type when the app registers none. */
export type RegisteredChannels =
  AllOf<Register[keyof Register]> extends infer Channels extends ChannelDefinitions
    ? Channels
    : { readonly [Name in never]: ChannelDefinition }
