import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readReference } from '../../tools/api-reference/reference.mjs'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'stories/Concepts/ImportantDefaults.mdx'), 'utf8')
const { declarations } = readReference(root)

interface Block {
  kind: string
  parts?: readonly (string | { code?: string; text?: string })[]
}

const textOf = (blocks: readonly Block[]) =>
  blocks
    .flatMap(({ parts = [] }) => parts)
    .map((part) => (typeof part === 'string' ? part : (part.code ?? part.text ?? '')))
    .join('')

/** The default in the TSDoc of an option; `owner` is its type, or the hook or component that takes it. */
function documentedDefault(owner: string, option: string): string | null {
  const names = [owner, `${owner}Props`, `${owner[0]?.toUpperCase()}${owner.slice(1)}Options`]
  for (const { name, members } of declarations) {
    if (!names.includes(name)) continue
    const member = members.find((each: { name: string }) => each.name === option)
    if (member) return textOf(member.doc?.defaultValue ?? [])
  }
  return null
}

const rows = [...page.matchAll(/^\| [^|]+ \| ([^|]+?) +\| `(\w+)` of `(\w+)` +\|$/gm)].map(
  ([, shown = '', option = '', owner = '']) => ({ shown, option, owner }),
)

describe('the page of the defaults', () => {
  it('has an option in most of its rows', () => {
    expect(rows.length).toBeGreaterThan(35)
  })

  it.each(rows)('names $option of $owner, which exists', ({ owner, option }) => {
    expect(documentedDefault(owner, option)).not.toBeNull()
  })

  it.each(rows.filter(({ shown }) => shown.startsWith('`')))(
    'has the default of $option of $owner',
    ({ owner, option, shown }) => {
      expect(shown).toBe(`\`${documentedDefault(owner, option)}\``)
    },
  )
})
