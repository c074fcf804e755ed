// Collects all examples: from the comments of the public API, README.md and docs/.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fencesIn, withoutStars } from './fences.mjs'

/** @returns `{ file, line, language, code, entry, page }`; an example may use earlier examples of its `page` */
export function collectExamples(root, reference) {
  return [...ofComments(root, reference), ...ofPages(root)]
}

function ofComments(root, { entries, declarations }) {
  const entryOf = (id) => entries.find(({ exports }) => exports.some((exported) => exported.id === id))
  const commented = [
    ...entries.map((entry) => ({ ...entry, entry })),
    ...declarations.flatMap((declaration) => {
      const { id, file, doc, members } = declaration
      const entry = entryOf(id)
      return [
        { file, doc, entry },
        ...members.filter((member) => !member.from && member.doc).map((member) => ({ ...member, entry })),
      ]
    }),
  ]
  return commented
    .filter(({ doc }) => doc.source)
    .flatMap(({ file, doc: { source }, entry }) =>
      fencesIn(withoutStars(source.text)).map((fence) => ({
        ...fence,
        file,
        line: source.line + fence.line - 1,
        entry: entry?.name ?? entries[0].name,
        page: null,
      })),
    )
}

function ofPages(root) {
  const pages = [
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ]
  return pages.flatMap((file) =>
    fencesIn(readFileSync(join(root, file), 'utf8')).map((fence) => ({
      ...fence,
      file,
      entry: null,
      page: file,
    })),
  )
}
