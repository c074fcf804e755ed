import { ChannelPatternError } from './errors.ts'

/** Who may join, as the prefix of a channel name says it (Pusher documentation, "Channels"). */
type Access = 'private-encrypted-' | 'private-' | 'presence-' | ''

/** A pattern made ready for matching. */
export interface CompiledPattern {
  readonly access: Access
  /** The parameters of a name, or null when the name does not match. */
  match(name: string): Record<string, string> | null
}

/** The characters of channel names (Pusher documentation, "Channel naming conventions"). */
const legal = '[A-Za-z0-9_\\-=@,.;]'
const legalName = new RegExp(`^#?${legal}+$`)
const legalValue = new RegExp(`^${legal}+$`)
const parameter = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g
const longestName = 164

export function accessOf(name: string): Access {
  if (name.startsWith('private-encrypted-')) return 'private-encrypted-'
  if (name.startsWith('private-')) return 'private-'
  return name.startsWith('presence-') ? 'presence-' : ''
}

/** @throws {@link ChannelPatternError} when no legal channel name can come of the pattern */
export function compilePattern(pattern: string): CompiledPattern {
  const names = [...pattern.matchAll(parameter)].map((match) => match[1] ?? '')
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    throw new ChannelPatternError(pattern, `each parameter once but got {${repeated}} twice`, 'Rename one.')
  }
  const bare = pattern.replace(parameter, 'x')
  if (!legalName.test(bare) || bare.length > longestName) {
    throw new ChannelPatternError(
      pattern,
      `a channel name with {parameters}, at most ${longestName} of A-Z a-z 0-9 _ - = @ , . ; but got "${pattern}"`,
      'Parameters are written {likeThis}; spaces, slashes and colons are not legal in channel names.',
    )
  }
  const source = pattern.replace(/[.=]/g, '\\$&').replace(parameter, `(${legal}+?)`)
  const expression = new RegExp(`^${source}$`)
  const access = accessOf(pattern)
  return {
    access,
    match(name) {
      // `private-{x}` must not match an encrypted channel, nor `{x}` a private one: another access, other rules.
      if (accessOf(name) !== access || name.length > longestName) return null
      const found = expression.exec(name)
      return found && Object.fromEntries(names.map((key, index) => [key, found[index + 1] ?? '']))
    },
  }
}

/** @throws {@link ChannelPatternError} when a parameter is missing, illegal or would be read back differently */
export function fillPattern(pattern: string, params: Readonly<Record<string, string | number>>): string {
  const compiled = compilePattern(pattern)
  const name = pattern.replace(parameter, (_, key: string) => {
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
  const back = compiled.match(name)
  const same = back && Object.entries(back).every(([key, value]) => value === String(params[key]))
  if (!same) {
    throw new ChannelPatternError(
      pattern,
      `a name that gives the same parameters back but got "${name}"`,
      'A value repeats the text between two parameters, changes who may join, or makes the name longer than 164.',
    )
  }
  return name
}
