import type { ReaderState } from './settled.ts'
import { textOf } from './steady-publisher.ts'

/** What a reader ended with, against what was published. */
export interface Verdict {
  lines: number
  lost: number
  doubled: number
  disordered: number
  gaps: number
  status: string
}

/** Judges the texts that a reader holds, in its order. */
export function judge(texts: readonly string[], published: number, { gaps, status }: ReaderState): Verdict {
  const seen = new Set<string>()
  let doubled = 0
  let disordered = 0
  let last = 0
  for (const text of texts) {
    const line = Number(text.slice(text.lastIndexOf(' ')))
    if (seen.has(text)) doubled += 1
    else if (line < last) disordered += 1
    seen.add(text)
    last = Math.max(last, line)
  }
  let lost = 0
  for (let line = 1; line <= published; line += 1) if (!seen.has(textOf(line))) lost += 1
  return { lines: texts.length, lost, doubled, disordered, gaps, status }
}
