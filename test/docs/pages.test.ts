import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { regionOf, regionsOf } from '../../stories/docs-blocks/regions.ts'
import { sectionOf } from '../../stories/docs-blocks/sections.ts'
import { sourceOf } from '../../stories/docs-blocks/sources.ts'
import { problemOf } from './known-names.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const pages = readdirSync(join(root, 'stories'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => `stories/${file}`)

interface Block {
  file: string
  part: string | undefined
}

/** The blocks of one kind on a page, by their attributes. */
function blocksOf(page: string, name: 'Code' | 'Doc'): Block[] {
  return [...page.matchAll(new RegExp(`<${name}\\b([^>]*)/>`, 'g'))].map(([, attributes = '']) => ({
    file: /file="([^"]+)"/.exec(attributes)?.[1] ?? '',
    part: /(?:region|section)="([^"]+)"/.exec(attributes)?.[1],
  }))
}

const code = pages.flatMap((page) => blocksOf(read(page), 'Code'))

/** Inline code of Markdown, blocks and attributes apart. */
function inlineCode(markdown: string): string[] {
  return [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text.replaceAll('\\\\', '\\'))
}

it('there are pages', () => {
  expect(pages.length).toBeGreaterThan(40)
})

describe.each(pages)('%s', (path) => {
  const page = read(path)
  const docs = blocksOf(page, 'Doc').map(({ file, part }) => sectionOf(read(file), { heading: part, file }))

  it('has no code of its own', () => {
    const texts = [page, ...docs].join('\n')
    expect(texts).not.toMatch(/^\s*(```|~~~)/m)
    expect(page).not.toMatch(/<(Source|pre|code)\b/)
    // A block that is not read here would not be checked either.
    expect(page.match(/<Code\b/g)?.length ?? 0).toBe(blocksOf(page, 'Code').length)
  })

  it('shows files that the site has', () => {
    for (const { file } of [...blocksOf(page, 'Code'), ...blocksOf(page, 'Doc')]) {
      expect(sourceOf(file)).toBe(read(file))
    }
  })

  it('shows regions that exist', () => {
    for (const { file, part } of blocksOf(page, 'Code')) expect(regionOf(read(file), part)).not.toBe('')
  })

  it('quotes names that exist', () => {
    const problems = [page, ...docs].flatMap(inlineCode).flatMap((text) => problemOf(text) ?? [])
    expect(problems).toEqual([])
  })
})

describe('the code for the pages', () => {
  const files = readdirSync(join(root, 'examples/docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file))
    .map((file) => `examples/docs/${file}`)
    .filter((file) => regionsOf(read(file)).length > 0)

  it.each(files)('every region of %s is shown', (file) => {
    const shown = code.filter((block) => block.file === file).map(({ part }) => part)
    expect(regionsOf(read(file)).filter((region) => !shown.includes(region))).toEqual([])
  })

  it('every recipe has a picture in the gallery', () => {
    const gallery = read('stories/Recipes/Overview.mdx')
    const recipes = readdirSync(join(root, 'examples/recipes')).map((file) => file.replace('.tsx', ''))
    expect(recipes.filter((name) => !gallery.includes(`from './${name}.stories.tsx'`))).toEqual([])
    expect(gallery.match(/ story: \w+\./g)).toHaveLength(recipes.length)
  })

  it('every recipe and every recipe of the mock is shown', () => {
    const recipes = readdirSync(join(root, 'examples/recipes')).map((file) => `examples/recipes/${file}`)
    const shown = new Set(code.map(({ file }) => file))
    expect(recipes.filter((file) => !shown.has(file))).toEqual([])
  })
})

it('a name that is gone is found out', () => {
  expect(problemOf('usePresence')).toBeNull()
  expect(problemOf('usePresenceOfMind')).toContain('"usePresenceOfMind" to be an export')
  expect(problemOf('<PusherPovider appKey>')).toContain('"PusherPovider" to be an export')
  // Inside the package only.
  expect(problemOf('createCore')).toContain('"createCore" to be an export')
  expect(problemOf('isStaleish')).toContain('"isStaleish" to be a word')
})
