import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../stories')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const titleIn = (text: string) => /^ {2}title: '([^']+)'/m.exec(text)?.[1] ?? ''

const storyFiles = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.stories.tsx'))
  .map((path) => ({ path, title: titleIn(read(path)) }))

/** Pages, each with the names under which it imports the files of stories. */
const allPages = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.mdx'))
  .map((path) => {
    const text = read(path)
    const imports = new Map<string, string>(
      [...text.matchAll(/import \* as (\w+) from '(\.[^']+)'/g)].map(([, name = '', from = '']) => [
        join(dirname(path), from),
        name,
      ]),
    )
    const [, own = ''] = /<Meta of=\{(\w+)\}/.exec(text) ?? []
    const main = [...imports].find(([, name]) => name === own)?.[0]
    return { path, text, imports, title: main === undefined ? '' : titleIn(read(main)) }
  })

/** Those of components and hooks, with the further pages that a long one has, such as `LogViewer.filters.mdx`. */
const pages = allPages
  .filter(({ title }) => /^(Components|Hooks)\//.test(title))
  .map(({ path, title }) => {
    const isPart = (other: string) => other === path || other.startsWith(path.replace(/mdx$/, ''))
    return { path, title, parts: allPages.filter((page) => isPart(page.path)) }
  })

const exportsOf = (path: string) =>
  [...read(path).matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name)

it('there are pages of components and hooks', () => {
  expect(pages.length).toBeGreaterThan(18)
})

describe.each(pages)('$path', ({ parts, title }) => {
  const files = storyFiles.filter((file) => file.title === title || file.title.startsWith(`${title}/`))

  const isShown = (path: string, name: string) =>
    parts.some(({ text, imports }) =>
      new RegExp(`\\b${imports.get(path) ?? 'no import'}\\.${name}\\b`).test(text),
    )

  it('shows, or leads to, every story of its subject', () => {
    const missing = files.flatMap(({ path }) =>
      exportsOf(path)
        // The same as Live, by hand instead of by a script, for the tests.
        .filter((name) => name !== 'Played')
        .filter((name) => !isShown(path, name))
        .map((name) => `${name} of ${path}`),
    )
    expect(missing).toEqual([])
  })
})

it.each(pages.filter(({ title }) => title.startsWith('Components/')))(
  '$path has props and styles in tabs, before its usage',
  ({ path, title }) => {
    const text = read(path)
    const tabs = text.indexOf(`<ApiTabs of="${title.split('/')[1]}"`)
    expect(tabs).toBeGreaterThan(0)
    expect(tabs).toBeLessThan(text.indexOf('## Usage'))
  },
)

it.each(storyFiles)('the stories of $path are played by the keyboard alone', ({ path }) => {
  expect(read(path)).not.toMatch(/userEvent\.(click|dblClick|tripleClick|type|pointer)\(|\.click\(\)/)
})
