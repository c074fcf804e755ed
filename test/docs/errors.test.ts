import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** The literals of every exported `…ErrorCode` union in `src/`. */
function errorCodes(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(root, 'src', file), 'utf8').matchAll(
        /type \w*ErrorCode =([^\n]*(?:\n +\|[^\n]*)*)/g,
      ),
    ])
    .flatMap(([, union = '']) => [...union.matchAll(/'(\w+)'/g)].map(([, code = '']) => code))
}

function headings(): string[] {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8')
  return [...page.matchAll(/^## `?(\w+)`?(?: \(\w+\))?$/gm)].map(([, code = '']) => code)
}

it('docs/errors.md has a heading for every error code, and none for a code that is gone', () => {
  const codes = [...new Set(errorCodes())].toSorted()
  expect(codes.length).toBeGreaterThan(10)
  expect([...new Set(headings())].toSorted()).toEqual(codes)
})
