// Finds the errors that a function throws, directly or in functions that it calls by name. Omits errors that it catches,
// and those of inner functions that run later.
import { nodesIn } from './code.mjs'

/** @returns the names of the error classes */
export function thrownBy({ file, nodes }, seen = new Set()) {
  const key = nodes[0]
  if (seen.has(key)) return new Set()
  seen.add(key)
  return new Set(nodes.flatMap((node) => [...thrownIn(file, bodyOf(node), localFunctions(node), seen)]))
}

function thrownIn(file, body, locals, seen) {
  const thrown = new Set()
  for (const node of body ? runningNodes(body) : []) {
    if (node.type === 'ThrowStatement') {
      const name = classOf(file, locals, node.argument)
      if (name) thrown.add(name)
    }
    const callee = node.type === 'CallExpression' ? node.callee : null
    if (callee?.type !== 'Identifier') continue
    for (const name of thrownByCall(file, callee.name, locals, seen)) thrown.add(name)
  }
  return thrown
}

function thrownByCall(file, name, locals, seen) {
  const local = locals.get(name)
  if (!local) {
    const target = file.declared(name)
    return target ? thrownBy(target, seen) : []
  }
  if (seen.has(local)) return []
  seen.add(local)
  return thrownIn(file, bodyOf(local), locals, seen)
}

/** `new X()`, or a call of a function that is declared to return an X. */
function classOf(file, locals, { type, callee }) {
  if (type === 'NewExpression') return callee.name
  if (type !== 'CallExpression') return null
  const [node] = locals.has(callee.name)
    ? [locals.get(callee.name)]
    : (file.declared(callee.name)?.nodes ?? [])
  return (node?.returnType ?? node?.init?.returnType)?.typeAnnotation.typeName?.name ?? null
}

function bodyOf(node) {
  const callable = node.init ?? node
  return isFunction(callable) ? callable.body : null
}

/** Functions by their local names in a function. */
function localFunctions(node) {
  return new Map(
    [...nodesIn(node)].flatMap((inner) => {
      const callable = inner.type === 'VariableDeclarator' ? inner.init : inner
      return inner !== node && inner.id?.name && callable && isFunction(callable)
        ? [[inner.id.name, callable]]
        : []
    }),
  )
}

function isFunction({ type }) {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type)
}

/** The nodes that run with the body and are not in a `try`. */
function* runningNodes(node) {
  yield node
  for (const [key, value] of Object.entries(node)) {
    if (node.type === 'TryStatement' && key === 'block' && node.handler) continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string' && !isFunction(child)) yield* runningNodes(child)
    }
  }
}
