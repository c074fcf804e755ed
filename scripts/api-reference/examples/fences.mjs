// The TypeScript in comments and Markdown pages.

/** @returns `{ code, language, line }` of each fence, `line` being where its code begins, counted from 1 */
export function fencesIn(text) {
  const fences = []
  let open = null
  for (const [index, line] of text.split('\n').entries()) {
    const [, language] = /^\s*```(\w*)/.exec(line) ?? []
    if (language === undefined) open?.lines.push(line)
    else if (open) {
      fences.push({ language: open.language, line: open.line, code: open.lines.join('\n') })
      open = null
    } else open = { language, line: index + 2, lines: [] }
  }
  return fences.filter((fence) => /^tsx?$/.test(fence.language))
}

/** A comment's lines without the stars before them. */
export function withoutStars(comment) {
  return comment.replaceAll(/^[ \t]*\*(?!\/) ?/gm, '')
}
