// Reads unions of strings.
import { docBefore } from './doc-comment.mjs'

/** The strings, each with its comment; null for any other type. */
export function literalsOf(file, node) {
  switch (node.type) {
    case 'TSLiteralType':
      return typeof node.literal.value === 'string'
        ? [{ value: node.literal.value, doc: docBefore(file, node) }]
        : null
    case 'TSUnionType': {
      const parts = node.types.map((type) => literalsOf(file, type))
      return parts.includes(null) ? null : parts.flat()
    }
    case 'TSTypeReference': {
      if (node.typeName.name === 'Extract') return extracted(file, node.typeArguments.params)
      const target = node.typeArguments ? null : file.declared(node.typeName.name)
      const [declaration] = target?.nodes ?? []
      return declaration?.type === 'TSTypeAliasDeclaration'
        ? literalsOf(target.file, declaration.typeAnnotation)
        : null
    }
    default:
      return null
  }
}

/** `Extract<Codes, `history_${string}`>`: the strings with that prefix. */
function extracted(file, [union, { quasis }]) {
  const [first] = quasis ?? []
  return first
    ? (literalsOf(file, union)?.filter(({ value }) => value.startsWith(first.value.cooked)) ?? null)
    : null
}
