import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Every hook that an entry of the package exports. */
const hooks = readdirSync(join(root, 'src'))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((entry) => [...read(`src/${entry}`).matchAll(/export \{([^}]*)\}/g)])
  .flatMap(([, names = '']) => names.match(/\buse[A-Z]\w*/g) ?? [])

const pageOf = (hook: string) => `stories/Hooks/${hook}.mdx`

it('every public hook has a page', () => {
  expect(hooks.length).toBeGreaterThan(12)
  expect(hooks.filter((hook) => !existsSync(join(root, pageOf(hook))))).toEqual([])
})

describe.each(hooks.filter((hook) => existsSync(join(root, pageOf(hook)))))('the page of %s', (hook) => {
  const page = read(pageOf(hook))

  it('is of this hook alone', () => {
    expect(page.match(/^# .*/gm)).toEqual([`# ${hook}`])
    expect([...page.matchAll(/<Api of="(\w+)"/g)].map(([, name]) => name)).toEqual([hook])
    expect(read(`stories/Hooks/${hook}.stories.tsx`)).toContain(`title: 'Hooks/${hook}'`)
  })

  it.each(['<Canvas ', '## What to write', '<Code ', '## Traps it absorbs', '## What it does not do'])(
    'has %s',
    (part) => {
      expect(page).toContain(part)
    },
  )
})
