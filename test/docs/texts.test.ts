import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const pages = ['README.md', 'ARCHITECTURE.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md']
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`)

it.each([...pages, '.ci/run', 'tools/ci/ci.mjs', ...workflows])('%s names npm scripts that exist', (name) => {
  const named = [...read(name).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
  const known = new Set(Object.keys(scripts))
  expect(named.map(([, run, own]) => run ?? own).filter((script) => !known.has(script ?? ''))).toEqual([])
})

it.each(pages)('%s links to files that exist', (name) => {
  const links = [...read(name).matchAll(/(?:\]\(|src(?:set)?=")(?!https?:|#)([^)"#]+)/g)]
  expect(
    links.map(([, link = '']) => link).filter((link) => !existsSync(join(root, dirname(name), link))),
  ).toEqual([])
})

/** The anchors of a Markdown file's headings, as GitHub makes them. */
function anchorsOf(name: string): string[] {
  return [...read(name).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )
}

const docs = readdirSync(join(root, 'docs'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`)

it.each([...pages, ...docs])('%s links to headings that exist', (name) => {
  const links = [...read(name).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)]
  const missing = links.filter(([, file = '', anchor = '']) => {
    const target = file === '' ? name : join(dirname(name), file)
    return !target.endsWith('.md') || !anchorsOf(target).includes(anchor)
  })
  expect(missing.map(([link]) => link)).toEqual([])
})
