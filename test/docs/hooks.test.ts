import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readReference } from '../../tools/api-reference/reference.mjs'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Every hook that an entry of the package exports. */
const hooks = readReference(root)
  .entries.flatMap(({ exports }) => exports.map(({ name }) => name))
  .filter((name) => /^use[A-Z]/.test(name))

const stories = readdirSync(join(root, 'stories/Hooks'), { recursive: true, encoding: 'utf8' }).map(
  (path) => `stories/Hooks/${path.replaceAll('\\', '/')}`,
)
const pageOf = (hook: string) => stories.find((path) => path.endsWith(`/${hook}.mdx`))

it('every public hook has a page', () => {
  expect(hooks.length).toBeGreaterThan(12)
  expect(hooks.filter((hook) => pageOf(hook) === undefined)).toEqual([])
})

const pages = hooks.flatMap((hook) => {
  const path = pageOf(hook)
  return path === undefined ? [] : [{ hook, path }]
})

describe.each(pages)('the page of $hook', ({ hook, path }) => {
  const page = read(path)

  it('is of this hook alone', () => {
    expect(page.match(/^# .*/gm)).toEqual([`# ${hook}`])
    expect([...page.matchAll(/<Api of="(\w+)"/g)].map(([, name]) => name)).toEqual([hook])
    expect(read(path.replace(/mdx$/, 'stories.tsx'))).toContain(`title: 'Hooks/${hook}'`)
  })

  it.each(['<Canvas ', '## Usage', '<Code ', '## Pitfalls it handles', '## Limitations'])(
    'has %s',
    (part) => {
      expect(page).toContain(part)
    },
  )
})
