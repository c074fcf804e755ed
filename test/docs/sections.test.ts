import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { joinNumbers } from '../../stories/docs-blocks/numbers.ts'
import { partsOf, sectionOf } from '../../stories/docs-blocks/sections.ts'
import { sourceOf } from '../../stories/docs-blocks/sources.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')

const text = '# Title\n\nIntroduction.\n\n# one\n\n## a\n\nText.\n\n# two\n\n## b\n'

it('parts of a file are found by their headings, without the introduction', () => {
  expect(sectionOf(partsOf(text, ['two', 'one']))).toBe('# two\n\n## b\n\n# one\n\n## a\n\nText.')
  expect(() => partsOf(text, ['three'])).toThrow('Expected a heading "three"')
})

it('the two pages of errors show each part of docs/errors.md once', () => {
  const parts = [...sourceOf('docs/errors.md').matchAll(/^# (.+)$/gm)].map(([, heading]) => heading)
  const shown = ['stories/Errors.mdx', 'stories/Server/Errors.mdx']
    .flatMap((page) => [...(/parts=\{\[(.+)\]\}/.exec(read(page))?.[1] ?? '').matchAll(/'([^']+)'/g)])
    .map(([, heading]) => heading)
  expect(new Set(shown)).toEqual(new Set(parts.slice(1)))
  expect(shown.length).toBe(parts.length - 1)
})

it('numbers and ranges of numbers stay on one line, except in code', () => {
  expect(joinNumbers('1.1–1.3 of 10 000 in 4 s, `1–2`, A–Z')).toBe(
    '1.1\u2060–\u20601.3 of 10\u00A0000 in 4\u00A0s, `1–2`, A–Z',
  )
})
