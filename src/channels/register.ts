import type { ChannelDefinition, ChannelDefinitions } from './definition.ts'

/**
 * Gives the types the channels that the app declared. Augment it once, and every hook infers payloads from the
 * name of the channel. A module with channels of its own registers them under a key of its own.
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

/** The channels of every key of {@link Register}, as one type that has them all. */
type AllOf<Channels> = (Channels extends unknown ? (channels: Channels) => void : never) extends (
  channels: infer All,
) => void
  ? All
  : never

/** The channels of {@link Register}, of all its keys together; none when the app declared none. */
export type RegisteredChannels =
  AllOf<Register[keyof Register]> extends infer Channels extends ChannelDefinitions
    ? Channels
    : { readonly [Name in never]: ChannelDefinition }
