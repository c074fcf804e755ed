/** Finds a name among the exports of an entry, or of all entries: `{ entry, isType }`, or null. */
export function exportFinder({ entries, declarations }) {
  const kinds = new Map(declarations.map(({ id, kind }) => [id, kind]))
  return (entryName, name) => {
    for (const entry of entries) {
      if (entryName !== null && entry.name !== entryName) continue
      const found = entry.exports.find((exported) => exported.name === name)
      if (found) return { entry: entry.name, isType: ['interface', 'type'].includes(kinds.get(found.id)) }
    }
    return null
  }
}
