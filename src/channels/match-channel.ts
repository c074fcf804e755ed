import type { ChannelDefinitions } from './definition.ts'
import { compilePattern, fillPattern, type CompiledPattern } from './pattern.ts'
import type { NameOf, ParamsOf } from './names.ts'

/** Which declaration a channel's name belongs to. */
export interface ChannelMatch<
  Channels extends ChannelDefinitions = ChannelDefinitions,
  Pattern extends keyof Channels & string = keyof Channels & string,
> {
  /** The declared pattern that the name fits. */
  pattern: Pattern
  /** What stands in the name in place of the pattern's `{parameters}`. */
  params: ParamsOf<Pattern>
  /** What was declared under the pattern. */
  definition: Channels[Pattern]
}

const compiled = new WeakMap<ChannelDefinitions, [pattern: string, CompiledPattern][]>()

/**
 * Finds the declaration of a channel; the first declared match wins, null when none matches. A pattern
 * matches only names of its own kind: `private-{x}` never matches `private-encrypted-…`.
 *
 * @throws {@link ChannelPatternError} when a declared pattern is no channel name
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
  let patterns = compiled.get(channels)
  if (!patterns) {
    patterns = Object.keys(channels).map((pattern) => [pattern, compilePattern(pattern)])
    compiled.set(channels, patterns)
  }
  for (const [pattern, compiledPattern] of patterns) {
    const params = compiledPattern.match(name)
    if (params) return { pattern, params, definition: channels[pattern] } as ChannelMatch<Channels>
  }
  return null
}

/**
 * The name of a channel from its pattern, typed so that hooks infer its payloads.
 *
 * @throws {@link ChannelPatternError} when a parameter is missing or not legal in a channel name
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
