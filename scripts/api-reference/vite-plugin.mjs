// `virtual:api-reference`: the reference as a module, read from the sources when the Storybook starts, and again when
// one of them changes. It cannot be out of date.
import { relative } from 'node:path'
import { readReference } from './reference.mjs'
import { referenceData } from './reference-data.mjs'

const id = 'virtual:api-reference'
const resolved = `\0${id}`

export function apiReference(root) {
  return {
    name: 'api-reference',
    resolveId: (source) => (source === id ? resolved : null),
    load(module) {
      if (module !== resolved) return null
      const json = JSON.stringify(referenceData(readReference(root)))
      return `export const reference = JSON.parse(${JSON.stringify(json)})`
    },
    hotUpdate({ file, modules }) {
      const path = relative(root, file)
      const reference = this.environment.moduleGraph.getModuleById(resolved)
      const isSource = path.startsWith('src') || path === 'docs/errors.md'
      return isSource && reference ? [...modules, reference] : undefined
    },
  }
}
