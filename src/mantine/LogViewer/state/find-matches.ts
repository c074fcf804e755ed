import type { LogQuery } from '../../../index.ts'
import { escapePattern } from '../../../primitives/index.ts'
import type { FindMatches } from '../line/line-parts.ts'

/** Most matches highlighted in one line. */
const mostMarks = 500

/** Finds the matches to highlight; null without a search text, or when the regular expression is not valid. */
export function findMatches({ text, mode, matchCase }: LogQuery): FindMatches | null {
  if (!text) return null
  const pattern = patternOf(text, mode, matchCase ? 'g' : 'gi')
  if (!pattern) return null
  return (line) => {
    const found: [number, number][] = []
    for (const match of line.matchAll(pattern)) {
      if (match[0]) found.push([match.index, match.index + match[0].length])
      if (found.length === mostMarks) break
    }
    return found
  }
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
