// Parses README.md and similar pages into sections and code blocks.

/** The text below a heading, up to the next heading of the same or a higher level. */
export function sectionOf(markdown, heading) {
  const [, marks] = /^(#+) /.exec(heading)
  const start = markdown.indexOf(`\n${heading}\n`)
  if (start === -1) throw new Error(`Expected a page with the heading "${heading}", but it has none.`)
  const rest = markdown.slice(start + heading.length + 2)
  const end = rest.search(new RegExp(`^#{1,${marks.length}} `, 'm'))
  return end === -1 ? rest : rest.slice(0, end)
}

const fence = /(?:<!-- (examples\/\S+) -->\n+)?```(\w+)\n([^]*?)```/g

/** The code blocks of a text; `file` is the path in the comment above a block. */
export function blocksOf(markdown) {
  return [...markdown.matchAll(fence)].map(([, file = null, language, code]) => ({ file, language, code }))
}

/** Replaces each block from a file with the result of `replace`. */
export function replaceBlocks(markdown, replace) {
  return markdown.replace(fence, (block, file, language) =>
    file ? `<!-- ${file} -->\n\n\`\`\`${language}\n${replace(file)}\`\`\`` : block,
  )
}

const notEmpty = (line) => line.trim() !== ''

/** The commands of a section without comments. */
export function commandsOf(section) {
  return blocksOf(section)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'))
    .map((line) => line.replace(/\s+# .*$/, ''))
    .filter(notEmpty)
}

/** The number of non-empty lines in the files of a section. */
export function linesOf(section) {
  return blocksOf(section)
    .filter(({ file }) => file)
    .flatMap(({ code }) => code.split('\n'))
    .filter(notEmpty).length
}

/** The text between `<!-- name -->` and `<!-- /name -->`. */
export function fill(markdown, name, content) {
  const between = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`)
  if (!between.test(markdown)) throw new Error(`Expected a page with <!-- ${name} -->, but it has none.`)
  return markdown.replace(between, (_, open, close) => `${open}\n\n${content}\n\n${close}`)
}

/** A paragraph in lines of at most 120 characters, as in docs/. */
export function wrap(text) {
  return text.replaceAll(/(.{1,120})(?: |$)/g, '$1\n').trimEnd()
}

/** A table in the format of oxfmt. */
export function table([head, ...rows]) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length), 3))
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
