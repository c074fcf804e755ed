import { reference as data } from 'virtual:api-reference'
import type { Declaration, Entry, Reference } from './reference-types.ts'

const reference = data as Reference

export function entryNamed(name: string): Entry {
  const entry = reference.entries.find((each) => each.name === name)
  if (entry) return entry
  const names = reference.entries.map((each) => each.name).join(', ')
  throw new Error(`Expected the name of an entry but got ${name}; there are: ${names}.`)
}

export function declarationOf(id: string): Declaration {
  return reference.declarations[id] as Declaration
}

/** The id of an export: of an entry, or of the first that has it. */
export function exportNamed(name: string, entryName?: string): string {
  const entries = entryName === undefined ? reference.entries : [entryNamed(entryName)]
  const id = entries.flatMap(({ exports }) => exports).find((each) => declarationOf(each).name === name)
  if (id !== undefined) return id
  throw new Error(`Expected ${entryName ?? 'the package'} to export ${name}, but it does not.`)
}

/** Where the reference of an entry is in the Storybook. */
export function pageOf(entryName: string): string {
  const name = entryName.replace(/^react-pusher-kit\//, '').replaceAll('/', '-')
  return `?path=/docs/reference-${name}--docs`
}

/** The page of the first entry that has a declaration, and the place of the declaration on it. */
export function placeOf(id: string): string {
  const home = reference.entries.find(({ exports, behind }) => exports.includes(id) || behind.includes(id))
  return `${home ? pageOf(home.name) : ''}#${declarationOf(id).name}`
}

/** The types with members that a declaration's signatures name: its options and its results. */
export function partsOf(id: string): string[] {
  const links = declarationOf(id)
    .signatures.flat()
    .flatMap((piece) => (typeof piece === 'string' ? [] : [piece.to]))
  return [...new Set(links)].filter((link) => {
    const { kind, members, takenOver, propsOf } = declarationOf(link)
    const isType = kind === 'interface' || kind === 'type'
    return link !== id && isType && members.length + takenOver.length > 0 && propsOf !== id
  })
}
