import type { LogQuery } from '../../index.ts'
import type { FindMatches } from './line-parts.ts'

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)

/** What to highlight for a query; null when there is nothing, or an expression that cannot be compiled. */
export function findMatches({ text, mode, matchCase }: LogQuery): FindMatches | null {
  if (!text) return null
  const pattern = patternOf(text, mode, matchCase ? 'g' : 'gi')
  if (!pattern) return null
  return (line) =>
    [...line.matchAll(pattern)].flatMap((match) =>
      match[0] ? [[match.index, match.index + match[0].length] as const] : [],
    )
}

function patternOf(text: string, mode: LogQuery['mode'], flags: string): RegExp | null {
  if (mode === 'regex') {
    try {
      return new RegExp(text, flags)
    } catch {
      return null
    }
  }
  const terms = mode === 'terms' ? text.split(/\s+/).filter(Boolean) : [text]
  return new RegExp(terms.map(escapePattern).join('|'), flags)
}
