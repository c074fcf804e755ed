import { eventLimits } from './event-limits.ts'

/** The access prefix of a channel name (Pusher documentation, "Channels"). */
type Access = 'private-encrypted-' | 'private-' | 'presence-' | ''

/** A pattern compiled for matching. */
export interface CompiledPattern {
  readonly access: Access
  /** The parameters of a name, or null when the name does not match. */
  match(name: string): Record<string, string> | null
}

export function accessOf(name: string): Access {
  if (name.startsWith('private-encrypted-')) return 'private-encrypted-'
  if (name.startsWith('private-')) return 'private-'
  return name.startsWith('presence-') ? 'presence-' : ''
}

/** The characters of a parameter's value (Pusher documentation, "Channel naming conventions"). */
export const legalValue = /^[A-Za-z0-9_\-=@,.;]+$/
export const parameter = /\{([A-Za-z_]\w*)\}/

/**
 * Does not validate the pattern; an illegal one matches no name.
 *
 * Uses the first occurrence of each literal text between two parameters and never backtracks, because a later
 * occurrence would only lengthen the value before it. The time is linear in the length of the name.
 */
export function compilePattern(pattern: string): CompiledPattern {
  // `split` with a capture group gives text, parameter, text, parameter, …, text.
  const pieces = pattern.split(parameter)
  const start = pieces[0] ?? ''
  const end = pieces.at(-1) ?? ''
  const access = accessOf(pattern)

  function read(name: string): Record<string, string> | null {
    if (pieces.length === 1) return name === pattern ? {} : null
    if (!name.startsWith(start) || !name.endsWith(end)) return null
    const params: [string, string][] = []
    let from = start.length
    for (let i = 1; i < pieces.length; i += 2) {
      const isLast = i + 2 === pieces.length
      const text = pieces[i + 1] ?? ''
      // A value has at least one character.
      const to = isLast ? name.length - end.length : name.indexOf(text, from + 1)
      if (to <= from || !legalValue.test(name.slice(from, to))) return null
      params.push([pieces[i] ?? '', name.slice(from, to)])
      from = to + text.length
    }
    return Object.fromEntries(params)
  }

  return {
    access,
    // `private-{x}` must not match an encrypted channel, nor `{x}` a private one.
    match: (name) => (accessOf(name) !== access || name.length > eventLimits.channelName ? null : read(name)),
  }
}
