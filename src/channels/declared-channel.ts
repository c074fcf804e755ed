import type { ChannelDefinitions } from './definition.ts'
import type { ParamsOf } from './names.ts'
import { compilePattern, type CompiledPattern } from './pattern.ts'

/** The declaration that matches a channel's name. */
export interface ChannelMatch<
  Channels extends ChannelDefinitions = ChannelDefinitions,
  Pattern extends keyof Channels & string = keyof Channels & string,
> {
  /** The declared pattern that the name matches. */
  pattern: Pattern
  /** The values of the pattern's `{parameters}` in the name. */
  params: ParamsOf<Pattern>
  /** The definition declared for the pattern. */
  definition: Channels[Pattern]
}

const compiled = new WeakMap<ChannelDefinitions, [pattern: string, CompiledPattern][]>()

/** Finds the declaration of a channel. Does not validate the patterns, because `defineChannels` has done that. */
export function findDeclared(channels: ChannelDefinitions, name: string): ChannelMatch | null {
  let patterns = compiled.get(channels)
  if (!patterns) {
    patterns = Object.keys(channels).map((pattern) => [pattern, compilePattern(pattern)])
    compiled.set(channels, patterns)
  }
  for (const [pattern, compiledPattern] of patterns) {
    const params = compiledPattern.match(name)
    if (params) return { pattern, params, definition: channels[pattern] } as ChannelMatch
  }
  return null
}
