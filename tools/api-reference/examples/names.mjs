// Finds the names that TypeScript code declares, and those that it only uses.
import { parseSync } from 'vite'
import { nodesIn } from '../code.mjs'

/** @returns `{ declared, free }`, or null if the code is not TypeScript */
export function namesIn(code, language) {
  const { program, errors } = parseSync(`example.${language}`, code)
  if (errors.length > 0) return null
  const nodes = [...nodesIn(program)]
  const labels = new Set(nodes.flatMap(labelsOf))
  const used = nodes
    .filter((node) => (node.type === 'Identifier' || node.type === 'JSXIdentifier') && !labels.has(node))
    .map(({ name }) => name)
  const bound = new Set(nodes.flatMap(bindingsOf))
  return {
    declared: program.body.flatMap((statement) => declaredBy(statement.declaration ?? statement)),
    free: [...new Set(used)].filter((name) => !bound.has(name)),
  }
}

/** Identifiers that refer to a property and not to a name in scope. */
function labelsOf({ type, property, key, computed, shorthand, name }) {
  if (type === 'MemberExpression' && !computed) return [property]
  if (type === 'JSXAttribute') return [name]
  return key && !computed && !shorthand ? [key] : []
}

/** The names that a node declares. */
function bindingsOf({ type, id, params, local, name, parameters }) {
  switch (type) {
    case 'VariableDeclarator':
      return patternNames(id)
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [local.name]
    case 'TSTypeParameter':
      return [name.name]
    default:
      return [
        ...(id?.name ? [id.name] : []),
        ...[...(params ?? []), ...(parameters ?? [])].flatMap(patternNames),
      ]
  }
}

function patternNames(pattern) {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap(({ value, argument }) => patternNames(value ?? argument))
    case 'ArrayPattern':
      return pattern.elements.flatMap(patternNames)
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'RestElement':
      return patternNames(pattern.argument)
    default:
      return []
  }
}

function declaredBy({ type, id, declarations }) {
  if (type === 'VariableDeclaration') return declarations.flatMap((declarator) => patternNames(declarator.id))
  return /^(FunctionDeclaration|ClassDeclaration)$/.test(type) ? [id.name] : []
}
