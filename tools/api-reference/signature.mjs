// The signature of a function: type parameters, parameters, result.
import { codeOf, indented, joinedCode, separated, textOf } from './code.mjs'

const longestLine = 88

/** @param names the names of the `@param` tags in order, used for destructured parameters */
export function parametersOf(file, { params }, names = []) {
  return params
    .filter(({ name }) => name !== 'this')
    .map((node, index) => {
      const isRest = node.type === 'RestElement'
      const inner = node.left ?? node.argument ?? node
      const name = inner.name ?? names[index] ?? 'options'
      const annotation = (inner.typeAnnotation ?? node.typeAnnotation)?.typeAnnotation
      const isOptional = node.type === 'AssignmentPattern' || inner.optional === true
      const type = annotation ? codeOf(file, annotation) : ['unknown']
      const code = joinedCode(isRest ? ['...'] : [], [name, isOptional ? '?' : '', ': '], type)
      return { name, isOptional, type, code }
    })
}

/** @param before such as `function name`, @param between `: ` of a declaration, ` => ` of a type */
export function callOf(file, node, { before, between, names }) {
  const generics = node.typeParameters ? codeOf(file, node.typeParameters) : []
  const parameters = parametersOf(file, node, names).map(({ code }) => code)
  const result = node.returnType ? [between, ...codeOf(file, node.returnType.typeAnnotation)] : []
  const start = [before, ...generics, '(']
  const oneLine = joinedCode(start, separated(parameters, ', '), [')'], result)
  if (parameters.length === 0 || textOf(oneLine).length <= longestLine) return oneLine
  const lines = parameters.flatMap((code) => ['\n  ', ...indented(code), ','])
  return joinedCode(start, lines, ['\n)'], result)
}
