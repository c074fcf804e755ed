/** Who may join, as the prefix of a channel name says it (Pusher documentation, "Channels"). */
type Access = 'private-encrypted-' | 'private-' | 'presence-' | ''

/** A pattern made ready for matching. */
export interface CompiledPattern {
  readonly access: Access
  /** The parameters of a name, or null when the name does not match. */
  match(name: string): Record<string, string> | null
}

/** Pusher documentation, "Channel naming conventions". */
export const longestName = 164

export function accessOf(name: string): Access {
  if (name.startsWith('private-encrypted-')) return 'private-encrypted-'
  if (name.startsWith('private-')) return 'private-'
  return name.startsWith('presence-') ? 'presence-' : ''
}

/** Does not ask whether the pattern is a legal one: of another no legal name comes, and none matches. */
export function compilePattern(pattern: string): CompiledPattern {
  const source = pattern.replace(/\{([A-Za-z_]\w*)\}|[.*+?^${}()|[\]\\]/g, (text, name?: string) =>
    name ? `(?<${name}>[A-Za-z0-9_\\-=@,.;]+?)` : `\\${text}`,
  )
  const expression = new RegExp(`^${source}$`)
  const access = accessOf(pattern)
  return {
    access,
    match(name) {
      // `private-{x}` must not match an encrypted channel, nor `{x}` a private one: another access, other rules.
      if (accessOf(name) !== access || name.length > longestName) return null
      const found = expression.exec(name)
      return found && { ...found.groups }
    },
  }
}
