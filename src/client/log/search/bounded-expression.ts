/** Maximum count of a repetition such as `{2,9}`. */
const maxCount = 32
/** Maximum number of choices (`a?`, `(a|b)`, `a{1,2}`); each may double the steps. */
const choiceLimit = 6
const choiceLimitBesideRepetition = 1

/**
 * Whether matching takes at most quadratic time in the length of a line. That holds for expressions that repeat only
 * single characters, and at most one of them without bound. The test is conservative: it rejects many harmless
 * expressions, but accepts none with catastrophic backtracking.
 */
export function isBounded(pattern: string): boolean {
  let unbounded = 0
  let choices = 0
  let depth = 0
  let atom: 'none' | 'single' | 'group' = 'none'
  for (let at = 0; at < pattern.length;) {
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(pattern.slice(at))?.[0]
    if (quantifier) {
      const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}$/.exec(quantifier) ?? []
      if (atom === 'group') return false
      if (quantifier === '?') choices += 1
      else if (quantifier === '*' || quantifier === '+' || (comma && !most)) unbounded += 1
      else if (most && most !== least) choices += Number(most) - Number(least)
      if (Number(most || least || 0) > maxCount) return false
      at += quantifier.length
      // A lazy quantifier takes the same number of steps.
      if (pattern[at] === '?') at += 1
      continue
    }
    const token = tokenAt(pattern, at)
    if (!token) return false
    if (token.startsWith('(')) depth += 1
    if (token === ')') depth -= 1
    // Top-level alternatives add up instead of multiplying.
    if (token === '|' && depth > 0) choices += 1
    atom = token === ')' ? 'group' : 'single'
    at += token.length
  }
  return unbounded === 0 ? choices <= choiceLimit : unbounded === 1 && choices <= choiceLimitBesideRepetition
}

/** One character, class, escape or bracket; null for backreferences and lookarounds. */
function tokenAt(pattern: string, at: number): string | null {
  const rest = pattern.slice(at)
  if (/^\\(?:[1-9]|k<)/.test(rest) || /^\(\?(?!:)/.test(rest)) return null
  return (
    /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|c[A-Za-z]|[\s\S])|\(\?:|[\s\S])/.exec(
      rest,
    )?.[0] ?? null
  )
}
