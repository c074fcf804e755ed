import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

it('the page about performance has each benchmark, and no other', () => {
  const named = [...read('stories/Concepts/Performance.mdx').matchAll(/`npm run (bench:[\w-]+)`/g)]
  const benchmarks = Object.keys(scripts).filter((name) => name.startsWith('bench:'))
  expect(new Set(named.map(([, name]) => name))).toEqual(new Set(benchmarks))
})
