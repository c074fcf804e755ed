// Finds the defaults in the code for the members of a type: in an object of that type (`const texts: Labels = {…}`,
// `… satisfies Partial<Props>`), or where options are destructured (`{ limit = 100 }: Options`, `const { limit = 100 } =
// options`).
import { nodesIn, textAt } from './code.mjs'

/** @returns source text by member; null if functions differ */
export function codeDefaults(file, typeName) {
  const found = new Map()
  const add = (key, value) => {
    const text = textAt(file, value.start, value.end)
    if (key?.name) found.set(key.name, (found.get(key.name) ?? text) === text ? text : null)
  }
  const addPattern = ({ properties }) => {
    for (const { key, value } of properties) if (value?.type === 'AssignmentPattern') add(key, value.right)
  }
  for (const node of nodesIn(file.program)) {
    for (const { properties } of objectsOf(node, typeName)) {
      for (const { key, value } of properties) if (value) add(key, value)
    }
    for (const parameter of node.params ?? []) {
      const target = parameter.left ?? parameter
      if (!isOf(target.typeAnnotation?.typeAnnotation, typeName)) continue
      if (target.type === 'ObjectPattern') addPattern(target)
      else for (const pattern of patternsOf(node.body, target.name)) addPattern(pattern)
    }
  }
  return found
}

/** Object literals that a node declares to have the type. */
function objectsOf(node, typeName) {
  if (node.type === 'TSSatisfiesExpression') {
    return node.expression.type === 'ObjectExpression' && isOf(node.typeAnnotation, typeName)
      ? [node.expression]
      : []
  }
  const isConstant = node.type === 'VariableDeclarator' && node.init?.type === 'ObjectExpression'
  return isConstant && isOf(node.id.typeAnnotation?.typeAnnotation, typeName) ? [node.init] : []
}

/** `const { … } = name` in a function. */
function patternsOf(body, name) {
  if (!body || !name) return []
  return [...nodesIn(body)]
    .filter(
      ({ type, id, init }) =>
        type === 'VariableDeclarator' && id.type === 'ObjectPattern' && init?.name === name,
    )
    .map(({ id }) => id)
}

/** The type itself, generic or not, or a `Partial` of it. */
function isOf(type, typeName) {
  if (type?.type !== 'TSTypeReference') return false
  const { name } = type.typeName
  return name === typeName || (name === 'Partial' && isOf(type.typeArguments?.params[0], typeName))
}
