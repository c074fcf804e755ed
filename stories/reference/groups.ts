import { declarationOf } from './lookup.ts'
import type { Declaration, Entry, Kind } from './reference-types.ts'

export interface Located {
  id: string
  declaration: Declaration
}

export interface Group {
  caption: string
  members: readonly Located[]
}

const captions: readonly [caption: string, kinds: readonly Kind[]][] = [
  ['Components', ['component']],
  ['Hooks', ['hook']],
  ['Functions', ['function']],
  ['Constants', ['constant']],
  ['Classes', ['class']],
  ['Types', ['interface', 'type']],
]

/** What an entry exports, and the types behind. */
export function declarationsOf({ exports, behind }: Entry): Located[] {
  return [...exports, ...behind].map((id) => ({ id, declaration: declarationOf(id) }))
}

/** By kind, and by name within a kind; types that are not exported come last. */
export function groupsOf(declarations: readonly Located[]): Group[] {
  const exported = declarations.filter(({ declaration }) => declaration.isExported)
  return [
    ...captions.map(([caption, kinds]) => ({
      caption,
      members: byName(exported.filter(({ declaration }) => kinds.includes(declaration.kind))),
    })),
    {
      caption: 'Internal types',
      members: byName(declarations.filter(({ declaration }) => !declaration.isExported)),
    },
  ].filter(({ members }) => members.length > 0)
}

function byName(declarations: readonly Located[]): Located[] {
  return declarations.toSorted((a, b) => a.declaration.name.localeCompare(b.declaration.name))
}

/** A declaration is found by its own name and by those of its members. */
export function matches({ name, members }: Declaration, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [name, ...members.map((member) => member.name)].some((each) => each.toLowerCase().includes(wanted))
}
