// What README.md and pages like it are made of: sections, and the blocks of code in them.

/** The text below a heading, down to the next one of its level or above. */
export function sectionOf(markdown, heading) {
  const [, marks] = /^(#+) /.exec(heading)
  const start = markdown.indexOf(`\n${heading}\n`)
  if (start === -1) throw new Error(`Expected a page with the heading "${heading}", but it has none.`)
  const rest = markdown.slice(start + heading.length + 2)
  const end = rest.search(new RegExp(`^#{1,${marks.length}} `, 'm'))
  return end === -1 ? rest : rest.slice(0, end)
}

const fence = /(?:<!-- (examples\/\S+) -->\n+)?```(\w+)\n([^]*?)```/g

/** The blocks of code of a text; `file` is the one that the comment above a block names. */
export function blocksOf(markdown) {
  return [...markdown.matchAll(fence)].map(([, file = null, language, code]) => ({ file, language, code }))
}

/** The same text with what `replace` gives for each block that comes from a file. */
export function replaceBlocks(markdown, replace) {
  return markdown.replace(fence, (block, file, language) =>
    file ? `<!-- ${file} -->\n\n\`\`\`${language}\n${replace(file)}\`\`\`` : block,
  )
}

const notEmpty = (line) => line.trim() !== ''

/** The commands of a section, without their comments. */
export function commandsOf(section) {
  return blocksOf(section)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'))
    .map((line) => line.replace(/\s+# .*$/, ''))
    .filter(notEmpty)
}

/** How many lines of a section's files have something on them. */
export function linesOf(section) {
  return blocksOf(section)
    .filter(({ file }) => file)
    .flatMap(({ code }) => code.split('\n'))
    .filter(notEmpty).length
}

/** Between `<!-- name -->` and `<!-- /name -->`. */
export function fill(markdown, name, content) {
  const between = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`)
  if (!between.test(markdown)) throw new Error(`Expected a page with <!-- ${name} -->, but it has none.`)
  return markdown.replace(between, (_, open, close) => `${open}\n\n${content}\n\n${close}`)
}

/** A table as oxfmt leaves it. */
export function table([head, ...rows]) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length), 3))
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
