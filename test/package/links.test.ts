import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, inject, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const unpacked = inject('unpacked')

/** Pages for contributors, which are read in the repository. */
const forContributors = /^(ARCHITECTURE\.md|\.github\/|docs\/(bounds|conformance|visual-checklist)\.md)/

const pages = ['README.md', 'llms.txt', ...readdirSync(join(unpacked, 'docs')).map((name) => `docs/${name}`)]

function isThere(page: string, link: string): boolean {
  const [target = ''] = link.split('#')
  if (target === '' || /^https?:/.test(target)) return true
  const path = normalize(join(dirname(page), target))
  return existsSync(join(forContributors.test(path) ? root : unpacked, path))
}

it('the package has the pages that its users need', () => {
  expect(pages.length).toBeGreaterThan(10)
})

it.each(pages)('the links of %s lead to files of the package', (page) => {
  const text = readFileSync(join(unpacked, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  expect(links.filter((link) => !isThere(page, link))).toEqual([])
})
