// Finds TypeScript code blocks in comments and Markdown pages.

/**
 * @returns `{ code, language, line }` of each fence; `line` is the first line of its code, from 1. Omits fences below
 * `<!-- a file -->`, which are copied from a file that is compiled separately.
 */
export function fencesIn(text) {
  const fences = []
  let open = null
  let before = ''
  for (const [index, line] of text.split('\n').entries()) {
    const [, language] = /^\s*```(\w*)/.exec(line) ?? []
    if (language === undefined) {
      open?.lines.push(line)
      if (line.trim() !== '') before = line.trim()
    } else if (open) {
      const { lines, ...fence } = open
      fences.push({ ...fence, code: lines.join('\n') })
      open = null
    } else open = { language, line: index + 2, isCopy: /^<!-- \S+\.\w+ -->$/.test(before), lines: [] }
  }
  return fences.filter(({ language, isCopy }) => /^tsx?$/.test(language) && !isCopy)
}

/** The lines of a comment without leading stars. */
export function withoutStars(comment) {
  return comment.replaceAll(/^[ \t]*\*(?!\/) ?/gm, '')
}
