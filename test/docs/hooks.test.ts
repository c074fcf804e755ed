import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Every hook that an entry of the package exports. */
const hooks = readdirSync(join(root, 'src'))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((entry) => [...read(`src/${entry}`).matchAll(/export \{([^}]*)\}/g)])
  .flatMap(([, names = '']) => names.match(/\buse[A-Z]\w*/g) ?? [])

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

  it.each(['<Canvas ', '## What to write', '<Code ', '## Traps it absorbs', '## What it does not do'])(
    'has %s',
    (part) => {
      expect(page).toContain(part)
    },
  )
})
