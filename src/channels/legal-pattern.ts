import { ChannelPatternError } from './errors.ts'
import { eventLimits } from './event-limits.ts'
import { compilePattern, legalValue, parameter } from './pattern.ts'

/** The characters of channel names (Pusher documentation, "Channel naming conventions"). */
const legalName = /^#?[A-Za-z0-9_\-=@,.;]+$/
const parameters = new RegExp(parameter, 'g')

/** @throws {@link ChannelPatternError} when no legal channel name matches the pattern */
export function checkPattern(pattern: string): void {
  const names = Array.from(pattern.matchAll(parameters), ([, name]) => name)
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    throw new ChannelPatternError(pattern, `each parameter once but got {${repeated}} twice`, 'Rename one.')
  }
  const bare = pattern.replace(parameters, 'x')
  if (!legalName.test(bare) || bare.length > eventLimits.channelName) {
    throw new ChannelPatternError(
      pattern,
      `a channel name with {parameters}, at most ${eventLimits.channelName} of A-Z a-z 0-9 _ - = @ , . ; but got "${pattern}"`,
      'Parameters are written {likeThis}; spaces, slashes and colons are not legal in channel names.',
    )
  }
}

/** @throws {@link ChannelPatternError} when a parameter is missing or illegal, or parsing the name gives other values */
export function fillPattern(pattern: string, params: Readonly<Record<string, string | number>>): string {
  checkPattern(pattern)
  const name = pattern.replace(parameters, (_, key: string) => {
    const value = Object.hasOwn(params, key) ? String(params[key]) : ''
    if (!legalValue.test(value)) {
      throw new ChannelPatternError(
        pattern,
        `{${key}} of A-Z a-z 0-9 _ - = @ , . ; but got "${value}"`,
        'Encode the value, or use an id.',
      )
    }
    return value
  })
  const back = compilePattern(pattern).match(name)
  const same = back && Object.entries(back).every(([key, value]) => value === String(params[key]))
  if (!same) {
    throw new ChannelPatternError(
      pattern,
      `a name from which the same parameters can be parsed but got "${name}"`,
      `A value repeats the text between two parameters, changes the channel's prefix, or makes the name longer than ${eventLimits.channelName}.`,
    )
  }
  return name
}
