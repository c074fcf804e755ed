import type { ChannelDefinition, ChannelDefinitions } from './definition.ts'

/**
 * Tells the types which channels the app declared. Augment it once, and every hook infers payloads from the
 * name of the channel.
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

/** The channels of {@link Register}; none when the app declared none. */
export type RegisteredChannels = Register extends { channels: infer Channels extends ChannelDefinitions }
  ? Channels
  : { readonly [Name in never]: ChannelDefinition }
