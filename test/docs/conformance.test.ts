import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const docs = join(import.meta.dirname, '../../docs')

it('docs/conformance.md links to tests that exist', () => {
  const page = readFileSync(join(docs, 'conformance.md'), 'utf8')
  const links = [...page.matchAll(/\]\((\.\.\/test\/[^)]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(40)
  expect(links.filter((link) => !existsSync(join(docs, link)))).toEqual([])
})
