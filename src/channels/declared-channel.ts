import type { ChannelDefinitions } from './definition.ts'
import type { ParamsOf } from './names.ts'
import { compilePattern, type CompiledPattern } from './pattern.ts'

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

/** The declaration of a channel; the patterns are taken to be legal, as `defineChannels` leaves them. */
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
