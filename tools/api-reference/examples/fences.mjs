// The TypeScript in comments and Markdown pages.

/**
 * @returns `{ code, language, line }` of each fence, `line` being where its code begins, counted from 1. What stands
 * below `<!-- a file -->` is copied from that file, which compiles by itself.
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

/** A comment's lines without the stars before them. */
export function withoutStars(comment) {
  return comment.replaceAll(/^[ \t]*\*(?!\/) ?/gm, '')
}
