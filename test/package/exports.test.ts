import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, inject, it } from 'vitest'

const unpacked = inject('unpacked')

interface Manifest {
  exports: Record<string, string | { types: string; default: string }>
}

const { exports } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Manifest

/** Parts of the addon that Storybook finds by their names: nobody imports them, and the manager needs its page. */
const loadedByStorybook = ['./storybook/manager', './storybook/preset', './storybook/preview']

/** Entries with code to import; the others are files such as the styles. */
const entries = Object.entries(exports).flatMap(([entry, target]) =>
  typeof target === 'object' && target.default.endsWith('.js') && !loadedByStorybook.includes(entry)
    ? [{ entry, ...target }]
    : [],
)
const files = Object.keys(exports).filter((name) => entries.every(({ entry }) => entry !== name))

async function valuesOf(file: string): Promise<string[]> {
  const module = (await import(pathToFileURL(join(unpacked, file)).href)) as object
  return Object.keys(module).toSorted()
}

/** The names in export lists, and in those that `export *` passes on; a type begins with `type `. */
function exportedNames(file: string): string[] {
  const text = readFileSync(join(unpacked, file), 'utf8').replaceAll(/\/\*[^]*?\*\//g, '')
  const listed = [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, type = '', list = '']) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => (name.startsWith(type) ? name : type + name)),
  )
  const passedOn = [...text.matchAll(/^export \* from '(.+)\.ts'/gm)].flatMap(([, path = '']) =>
    exportedNames(join(dirname(file), `${path}.d.ts`)),
  )
  return [...listed, ...passedOn]
}

/** An entry's declarations are export lists and nothing else. */
function declarationsOf(file: string) {
  const names = exportedNames(file)
  const isType = (name: string) => name.startsWith('type ')
  return {
    values: names.filter((name) => !isType(name)).toSorted(),
    types: names.filter(isType).toSorted(),
  }
}

it('exports what exports.txt says; after a deliberate change run `npm run test:package -- exports -u`', async () => {
  const sections = entries.map(async ({ entry, types, default: file }) => {
    const names = [...(await valuesOf(file)), ...declarationsOf(types).types]
    return [entry, ...names.map((name) => `  ${name}`), ''].join('\n')
  })
  const text = [...(await Promise.all(sections)), ...files, ''].join('\n')
  await expect(text).toMatchFileSnapshot('exports.txt')
})

it.each(entries)('$entry has at run time the values that its types promise', async (entry) => {
  expect(await valuesOf(entry.default)).toEqual(declarationsOf(entry.types).values)
})
