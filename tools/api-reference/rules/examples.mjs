// Every function, hook, component, class and constant has an example that uses it. Every type is used in an example of
// another declaration, or has its own.
import { linksOfDeclaration } from '../declaration.mjs'
import { codeBlocksOf } from '../prose.mjs'

const types = ['interface', 'type']

export function examples({ declarations }) {
  const byId = new Map(declarations.map((declaration) => [declaration.id, declaration]))
  const shown = new Set()
  const show = (id) => {
    if (shown.has(id) || !byId.has(id)) return
    shown.add(id)
    for (const link of linksOfDeclaration(byId.get(id))) show(link)
  }
  for (const declaration of declarations) if (hasExample(declaration)) show(declaration.id)

  return declarations.flatMap((declaration) => {
    const { id, name, kind, isExported, file, line } = declaration
    if (types.includes(kind) || !isExported) {
      return shown.has(id) ? [] : [{ file, line, problem: `no example shows the type ${name}` }]
    }
    return hasExample(declaration)
      ? []
      : [{ file, line, problem: `${name} has no @example with TypeScript in it that uses ${name}` }]
  })
}

function hasExample({ name, doc }) {
  return doc.examples.some((blocks) =>
    codeBlocksOf(blocks).some(
      ({ language, code }) => /^tsx?$/.test(language) && new RegExp(`\\b${name}\\b`).test(code),
    ),
  )
}
