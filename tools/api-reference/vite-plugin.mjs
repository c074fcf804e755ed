// Provides the reference as modules. Reads the sources when Storybook starts and when one of them changes, so that the
// reference is always up to date.
import { relative } from 'node:path'
import { componentProps } from './component-props.mjs'
import { readReference } from './reference.mjs'
import { referenceData } from './reference-data.mjs'

/** The exports of each module, created from the data of the reference. */
const modules = {
  'virtual:api-reference': (data) => ({ reference: data }),
  'virtual:component-props': (data) => ({ componentProps: componentProps(data) }),
}
const resolved = (id) => `\0${id}`

export function apiReference(root) {
  let data
  return {
    name: 'api-reference',
    resolveId: (source) => (source in modules ? resolved(source) : null),
    load(module) {
      const id = Object.keys(modules).find((each) => resolved(each) === module)
      if (id === undefined) return null
      data ??= referenceData(readReference(root))
      return Object.entries(modules[id](data))
        .map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))})`)
        .join('\n')
    },
    hotUpdate({ file, modules: changed }) {
      const path = relative(root, file)
      if (!path.startsWith('src') && path !== 'docs/errors.md') return undefined
      data = undefined
      const { moduleGraph } = this.environment
      const loaded = Object.keys(modules).flatMap((id) => moduleGraph.getModuleById(resolved(id)) ?? [])
      return loaded.length > 0 ? [...changed, ...loaded] : undefined
    },
  }
}
