import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const docs = join(import.meta.dirname, '../../docs')

it.each(['conformance.md', 'mock.md'])('docs/%s links to tests that exist', (name) => {
  const page = readFileSync(join(docs, name), 'utf8')
  const links = [...page.matchAll(/\]\((\.\.\/test\/[^)]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(5)
  expect(links.filter((link) => !existsSync(join(docs, link)))).toEqual([])
})
