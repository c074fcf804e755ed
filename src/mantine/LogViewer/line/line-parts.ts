import { type StyledRun, styledRuns } from './ansi-text.ts'

/** A part of a line in one style, either completely inside or completely outside of a match and a link. */
export interface LinePart extends StyledRun {
  isMatch: boolean
  href: string | null
}

/** Finds the matches in a line's visible text, as pairs of start and end. */
export type FindMatches = (text: string) => readonly (readonly [number, number])[]

const links = /https?:\/\/[^\s"'<>()[\]{}]+[^\s"'<>()[\]{}.,;:!?]/g

/** Splits a line at every change of style, match or link. */
export function lineParts(text: string, findMatches: FindMatches | null): LinePart[] {
  const runs = styledRuns(text)
  const plain = runs.map((run) => run.text).join('')
  const matches = findMatches?.(plain) ?? []
  const found = plain.includes('://') ? [...plain.matchAll(links)] : []
  if (matches.length === 0 && found.length === 0) {
    return runs.map((run) => ({ ...run, isMatch: false, href: null }))
  }
  const cuts = new Set([
    ...matches.flat(),
    ...found.flatMap((link) => [link.index, link.index + link[0].length]),
  ])
  const edges = [...cuts].toSorted((a, b) => a - b)
  const parts: LinePart[] = []
  let start = 0
  for (const run of runs) {
    const end = start + run.text.length
    const stops = [...edges.filter((edge) => edge > start && edge < end), end]
    let from = start
    for (const to of stops) {
      const link = found.find((each) => each.index <= from && to <= each.index + each[0].length)
      parts.push({
        ...run,
        text: plain.slice(from, to),
        isMatch: matches.some(([begin, stop]) => begin <= from && to <= stop),
        href: link?.[0] ?? null,
      })
      from = to
    }
    start = end
  }
  return parts
}
