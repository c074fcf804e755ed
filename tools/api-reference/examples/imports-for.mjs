// What an example leaves out and needs.
import { readSourceFile } from '../source-file.mjs'
import { namesIn } from './names.mjs'

const given = new Set(readSourceFile(import.meta.dirname, 'given.ts').exports.keys())

/**
 * The imports of what an example uses and does not declare. It comes from, in this order: the earlier examples of its
 * page, the entry that it belongs to, `given.ts`, the first entry that exports it.
 *
 * @param exportOf as `exportFinder` makes it
 * @param pathOfGiven where `given.ts` is; without it, what is given stays without an import
 * @param earlier path by name of what the examples before it declare
 */
export function importsFor({ code, language, entry }, exportOf, pathOfGiven = null, earlier = {}) {
  const byPath = new Map()
  for (const name of namesIn(code, language)?.free ?? []) {
    const source = sourceOf(name, entry, exportOf, pathOfGiven, earlier)
    if (source)
      byPath.set(source.entry, [...(byPath.get(source.entry) ?? []), source.isType ? `type ${name}` : name])
  }
  return [...byPath].map(([path, names]) => `import { ${names.join(', ')} } from '${path}'`).join('\n')
}

function sourceOf(name, entry, exportOf, pathOfGiven, earlier) {
  if (Object.hasOwn(earlier, name)) return { entry: earlier[name], isType: false }
  const own = entry && exportOf(entry, name)
  if (own) return own
  if (given.has(name)) return pathOfGiven && { entry: pathOfGiven, isType: false }
  return exportOf(null, name)
}
