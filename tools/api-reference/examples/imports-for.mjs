// Adds the imports that an example omits.
import { readSourceFile } from '../source-file.mjs'
import { namesIn } from './names.mjs'

const given = new Set(readSourceFile(import.meta.dirname, 'given.ts').exports.keys())

/**
 * The imports of names that an example uses and does not declare. Searched in this order: earlier examples of its page,
 * its entry, `given.ts`, the first entry that exports the name.
 *
 * @param exportOf the result of `exportFinder`
 * @param pathOfGiven path of `given.ts`; without it, names of `given.ts` are not imported
 * @param earlier paths of the declarations in earlier examples, by name
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
