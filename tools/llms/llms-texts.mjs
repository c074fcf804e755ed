// llms.txt (https://llmstxt.org) and llms-full.txt, from README.md, docs/ and the reference of the public API.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readReference } from '../api-reference/reference.mjs'
import { referenceData } from '../api-reference/reference-data.mjs'
import { entryMarkdown, oneLine } from './reference-markdown.mjs'

/**
 * The site also has a file with everything. The package has the declarations in `dist` instead.
 *
 * @returns `{ 'llms.txt': text, 'llms-full.txt': text }`, the second for `site` only
 */
export function llmsTexts(root, place) {
  const read = (name) => readFileSync(join(root, name), 'utf8')
  const readme = read('README.md')
  const pages = shippedPages(root).map((path) => ({ path, ...described(read(path)) }))
  const data = referenceData(readReference(root))
  const index = [
    '# react-pusher-kit',
    quoted(described(readme).summary),
    section(
      'Documentation',
      pages.map(({ path, title, summary }) => `- [${title}](${path}): ${firstSentence(summary)}`),
    ),
    section(
      'Entries',
      data.entries.map(
        ({ name, summary, exports }) =>
          `- \`${name}\`: ${firstSentence(oneLine(summary))} Exports: ${valuesOf(data, exports).join(', ')}.`,
      ),
    ),
  ]
  if (place === 'package') return { 'llms.txt': joined(index) }
  const everything = '- [Everything in one file](llms-full.txt): the pages above and the API reference'
  const full = [
    withoutMarkup(readme),
    ...pages.map(({ text }) => withoutMarkup(text)),
    '# API reference',
    ...data.entries.map((entry) => entryMarkdown(data, entry)),
  ]
  return {
    'llms.txt': joined([...index, section('Optional', [everything])]),
    'llms-full.txt': joined(full),
  }
}

/** The pages of `docs/` in the package. */
export function shippedPages(root) {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return files.filter((name) => /^docs\/.+\.md$/.test(name))
}

/** The title of a page and its first paragraph. */
function described(text) {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '')
  const [, title, summary] = /^# (.+)\n+([\s\S]+?)\n\n/m.exec(body) ?? []
  if (!title) throw new Error('Expected a page to begin with a heading and a paragraph.')
  // Links are relative to the page.
  const plain = summary.replace(/\s+/g, ' ').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
  return { title, summary: plain, text: body }
}

const firstSentence = (text) => /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text
const quoted = (text) => `> ${text}`
const section = (title, items) => [`## ${title}`, items.join('\n')].join('\n\n')
/** Types are listed after the declarations that use them. */
const valuesOf = ({ declarations }, exports) =>
  exports
    .map((id) => declarations[id])
    .flatMap(({ kind, name }) => (['interface', 'type'].includes(kind) ? [] : name))
const withoutMarkup = (markdown) => markdown.replace(/<p>[\s\S]*?<\/p>\n/g, '').replace(/<!--.*?-->\n+/g, '')
const joined = (parts) => `${parts.map((part) => part.trim()).join('\n\n')}\n`
