import { findDeclared, type ChannelMatch } from './declared-channel.ts'
import type { ChannelDefinitions } from './definition.ts'
import { checkPattern, fillPattern } from './legal-pattern.ts'
import type { NameOf, ParamsOf } from './names.ts'

const checked = new WeakSet<ChannelDefinitions>()

/**
 * Finds the declaration of a channel: the first match, or null. A pattern matches only names with the same prefix:
 * `private-{x}` never matches `private-encrypted-…`.
 *
 * @throws {@link ChannelPatternError} when a declared pattern is not a legal channel name
 * @example
 * ```ts
 * const channels = defineChannels({ 'private-user-{userId}': { events: {} } })
 *
 * matchChannel(channels, 'private-user-42')?.params // { userId: '42' }
 * ```
 */
export function matchChannel<const Channels extends ChannelDefinitions>(
  channels: Channels,
  name: string,
): { [P in keyof Channels & string]: ChannelMatch<Channels, P> }[keyof Channels & string] | null {
  if (!checked.has(channels)) {
    for (const pattern of Object.keys(channels)) checkPattern(pattern)
    checked.add(channels)
  }
  return findDeclared(channels, name) as ChannelMatch<Channels> | null
}

/**
 * Builds the name of a channel from its pattern. Its type lets hooks infer payloads.
 *
 * @throws {@link ChannelPatternError} when a parameter is missing or illegal in a channel name
 * @example
 * ```ts
 * channelName('private-user-{userId}', { userId: '42' }) // 'private-user-42', typed `private-user-${string}`
 * ```
 */
export function channelName<const Pattern extends string>(
  pattern: Pattern,
  ...[params]: string extends keyof ParamsOf<Pattern>
    ? [params?: Readonly<Record<string, string | number>>]
    : keyof ParamsOf<Pattern> extends never
      ? [params?: Readonly<Record<string, never>>]
      : [params: Readonly<Record<keyof ParamsOf<Pattern>, string | number>>]
): NameOf<Pattern> {
  return fillPattern(pattern, params ?? {}) as NameOf<Pattern>
}
