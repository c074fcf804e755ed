// The documented data of one exported declaration.
import { codeDefaults } from './code-defaults.mjs'
import { codeOf, joinedCode, linksOf } from './code.mjs'
import { docBefore, noDoc } from './doc-comment.mjs'
import { literalsOf } from './literals.mjs'
import { componentShape, isFactory } from './mantine-component.mjs'
import { membersOf } from './members.mjs'
import { callOf, parametersOf } from './signature.mjs'
import { thrownBy } from './thrown.mjs'

export function describeDeclaration({ id, file, name, nodes }) {
  const doc = nodes.map((node) => docBefore(file, node)).find(Boolean) ?? noDoc
  const { members = [], ...shape } = shapeOf(file, name, nodes, doc)
  const standards = codeDefaults(file, name)
  return {
    id,
    name,
    file: file.path,
    line: file.lineAt(nodes[0].start),
    doc,
    values: [],
    parameters: [],
    others: [],
    thrown: [...thrownBy({ file, nodes })],
    ...shape,
    members: members.map((member) => ({ ...member, standard: standards.get(member.name) ?? null })),
  }
}

function shapeOf(file, name, nodes, doc) {
  const [node] = nodes
  switch (node.type) {
    case 'TSDeclareFunction':
    case 'FunctionDeclaration':
      return functionShape(file, name, nodes, doc)
    case 'ClassDeclaration':
      return { kind: 'class', signatures: classSignatures(file, node), ...membersOf(file, node) }
    case 'TSInterfaceDeclaration':
      return { kind: 'interface', signatures: [interfaceHead(file, node)], ...membersOf(file, node) }
    case 'TSTypeAliasDeclaration':
      return typeShape(file, node)
    default:
      return constantShape(file, name, node)
  }
}

/** The overloads, or the function itself without overloads. */
function functionShape(file, name, nodes, doc) {
  const overloads = nodes.filter(({ type }) => type === 'TSDeclareFunction')
  const visible = overloads.length > 0 ? overloads : nodes
  const [{ params, returnType }] = visible
  const names = isComponent(name) ? ['props'] : Object.keys(doc.parameters)
  const props = isComponent(name) ? params[0]?.typeAnnotation?.typeAnnotation : undefined
  return {
    kind: kindOfFunction(name),
    signatures: visible.map((node) =>
      callOf(file, node, { before: `function ${name}`, between: ': ', names }),
    ),
    parameters: parametersOf(file, visible[0], names),
    hasResultType: Boolean(returnType),
    ...(props ? membersOf(file, props) : {}),
  }
}

function kindOfFunction(name) {
  if (/^use[A-Z]/.test(name)) return 'hook'
  return isComponent(name) ? 'component' : 'function'
}

function isComponent(name) {
  return /^[A-Z]/.test(name)
}

function interfaceHead(file, { id, typeParameters, extends: bases }) {
  return joinedCode(
    [`interface ${id.name}`],
    typeParameters ? codeOf(file, typeParameters) : [],
    bases.flatMap((base, index) => [index === 0 ? ' extends ' : ', ', ...codeOf(file, base)]),
  )
}

function classSignatures(file, { id, abstract, superClass, body }) {
  const base = superClass
    ? [' extends ', { text: superClass.name, to: file.declared(superClass.name)?.id ?? null }]
    : []
  const constructor = body.body.find(({ kind }) => kind === 'constructor')
  return [
    joinedCode([`${abstract ? 'abstract ' : ''}class ${id.name}`], base),
    ...(constructor ? [callOf(file, constructor.value, { before: `new ${id.name}`, between: '' })] : []),
  ]
}

function typeShape(file, node) {
  const { id, typeParameters, typeAnnotation: type } = node
  const isObject = type.type === 'TSTypeLiteral'
  const generics = typeParameters ? codeOf(file, typeParameters) : []
  const { members, others } = membersOf(file, type)
  return {
    kind: 'type',
    signatures: [isObject ? joinedCode([`type ${id.name}`], generics) : codeOf(file, node)],
    members,
    // An alias of another type already shows that type.
    others: members.length > 0 ? others : [],
    values: literalsOf(file, type) ?? [],
  }
}

function constantShape(file, name, { id, init }) {
  const kind = 'constant'
  if (id.typeAnnotation) {
    return {
      kind,
      signatures: [joinedCode([`const ${name}: `], codeOf(file, id.typeAnnotation.typeAnnotation))],
    }
  }
  if (isFactory(init)) return componentShape(file, name, init)
  if (init.type === 'ObjectExpression') {
    return { kind, signatures: [[`const ${name}`]], members: methodsOf(file, init) }
  }
  return { kind, signatures: [joinedCode([`const ${name} = `], codeOf(file, init))] }
}

/** The functions of an object, such as the argument of `expect.extend`. */
function methodsOf(file, { properties }) {
  return properties
    .filter(({ method }) => method)
    .map((property) => ({
      name: property.key.name,
      type: callOf(file, property.value, { before: '', between: ' => ' }),
      isOptional: false,
      isFunction: true,
      doc: docBefore(file, property),
      file: file.path,
      line: file.lineAt(property.start),
    }))
}

/** The ids that a declaration refers to: in signatures, members, base types and constructors. */
export function linksOfDeclaration({ signatures, members, others, factory = [] }) {
  const inherited = members.flatMap(({ from }) => from ?? [])
  const types = [...signatures, ...members.map(({ type }) => type), ...others]
  return [...types.flatMap(linksOf), ...inherited].concat(factory)
}
