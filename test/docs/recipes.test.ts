import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../examples/recipes')
const recipes = readdirSync(folder)

const isPublic = (source: string) =>
  /^(react-pusher-kit(\/\w+)?|react|@mantine\/\w+|@tanstack\/react-query|zod|pusher-js\/with-encryption)$/.test(
    source,
  )

it('there are ten recipes', () => {
  expect(recipes).toHaveLength(10)
})

describe.each(recipes)('examples/recipes/%s', (name) => {
  const source = readFileSync(join(folder, name), 'utf8')

  it('has 80 lines at most', () => {
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(80)
  })

  it('imports what an app can import', () => {
    const imports = [...source.matchAll(/(?:from|import) '([^']+)'/g)].map(([, from = '']) => from)
    expect(imports.length).toBeGreaterThan(2)
    expect(imports.filter((from) => !isPublic(from))).toEqual([])
  })
})
