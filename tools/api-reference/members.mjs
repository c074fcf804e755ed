// Finds the members of a type: its own, and those from extends, intersections, Pick, Omit and Partial.
import { codeOf, substituted } from './code.mjs'
import { docBefore } from './doc-comment.mjs'
import { literalsOf } from './literals.mjs'
import { partsOf } from './prose.mjs'
import { callOf } from './signature.mjs'

/**
 * @param node an interface, a class or a type
 * @returns `{ members, others }`: others are types of packages whose members are all included
 */
export function membersOf(file, node) {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
      return merged([own(file, node.body.body), ...node.extends.map((base) => taken(file, base))])
    case 'ClassDeclaration':
      return merged([
        own(file, node.body.body.filter(isPublic)),
        node.superClass ? superMembers(file, node.superClass) : nothing,
      ])
    case 'TSTypeAliasDeclaration':
    case 'TSParenthesizedType':
      return membersOf(file, node.typeAnnotation)
    case 'TSTypeLiteral':
      return own(file, node.members)
    case 'TSIntersectionType':
      return merged(node.types.map((type) => membersOf(file, type)))
    case 'TSUnionType':
      // The members of all types in the union.
      return { ...merged(node.types.map((type) => membersOf(file, type))), others: [] }
    case 'TSTypeReference':
      return taken(file, node)
    default:
      return nothing
  }
}

const nothing = { members: [], others: [] }

/** The members of a type that is referenced by name. */
function taken(file, reference) {
  const { name } = reference.typeName ?? reference.expression
  const types = reference.typeArguments?.params ?? []
  switch (name) {
    case 'Omit':
      return selected(file, types, (member, keys) => !keys.includes(member.name))
    case 'Pick':
      return selected(file, types, (member, keys) => keys.includes(member.name))
    case 'Partial': {
      const { members, others } = membersOf(file, types[0])
      return { members: members.map((member) => ({ ...member, isOptional: true })), others }
    }
    case 'Readonly':
      return membersOf(file, types[0])
    default: {
      const target = name ? file.declared(name) : null
      return target
        ? declaredMembers(file, target, types)
        : { members: [], others: [codeOf(file, reference)] }
    }
  }
}

/** The members of another declaration, with its type parameters replaced. */
function declaredMembers(file, { id, file: home, nodes: [node] }, types) {
  const { members, others } = membersOf(home, node)
  const parameters = node.typeParameters?.params ?? []
  const argumentOf = new Map(
    parameters.flatMap(({ name, default: standard }, index) => {
      const type = types[index] ? codeOf(file, types[index]) : standard && codeOf(home, standard)
      return type ? [[name.name, type]] : []
    }),
  )
  return {
    members: members.map((member) => ({ from: id, ...member, type: substituted(member.type, argumentOf) })),
    others,
  }
}

function selected(file, [type, keyType], isWanted) {
  const { members, others } = membersOf(file, type)
  const keys = literalsOf(file, keyType)?.map(({ value }) => value)
  // Only the compiler can resolve these keys, so the type is named without listing its members.
  if (!keys || others.length > 0) return { members: [], others: [codeOf(file, type)] }
  return { members: members.filter((member) => isWanted(member, keys)), others }
}

function superMembers(file, { name }) {
  const target = file.declared(name)
  return target ? declaredMembers(file, target, []) : nothing
}

/** Earlier members hide later ones of the same name. A member without a comment gets that of a hidden one. */
function merged(parts) {
  const byName = new Map()
  for (const member of parts.flatMap(({ members }) => members)) {
    const known = byName.get(member.name)
    byName.set(member.name, known ? { ...known, doc: known.doc ?? member.doc } : member)
  }
  return { members: [...byName.values()], others: parts.flatMap(({ others }) => others) }
}

function isPublic({ key, static: isStatic, override, kind }) {
  return key?.type === 'Identifier' && !isStatic && !override && kind !== 'constructor'
}

function own(file, nodes) {
  return merged([{ members: nodes.flatMap((node) => membersAt(file, node)), others: [] }])
}

/** A member, and the members of its object type. */
function membersAt(file, node) {
  const annotation = node.typeAnnotation?.typeAnnotation
  const name = nameOf(file, node)
  const member = {
    name,
    type: typeOf(file, node),
    isOptional: node.optional === true,
    isFunction: isFunction(node),
    doc: docBefore(file, node),
    file: file.path,
    line: file.lineAt(node.start),
  }
  if (annotation?.type !== 'TSTypeLiteral') return [member]
  const inner = own(file, annotation.members).members.map((part) => ({
    ...part,
    name: `${name}.${part.name}`,
    doc: part.doc ?? (isNamedIn(member.doc, part.name) ? member.doc : null),
  }))
  return [member, ...inner]
}

/** A comment that names the members of its object type also documents these members. */
function isNamedIn(doc, name) {
  return doc !== null && partsOf(doc.summary, 'code').some(({ code }) => code === name)
}

function nameOf(file, node) {
  if (node.type === 'TSIndexSignature') return `[${node.parameters[0].name}]`
  if (!node.key) return '()'
  return node.key.name ?? file.text.slice(node.key.start, node.key.end)
}

function isFunction({ type, kind, typeAnnotation }) {
  return (
    (type === 'TSMethodSignature' && kind === 'method') ||
    (type === 'MethodDefinition' && kind === 'method') ||
    typeAnnotation?.typeAnnotation.type === 'TSFunctionType'
  )
}

/** The type of a property; the function type of a method. */
function typeOf(file, node) {
  const callable = node.type === 'MethodDefinition' ? node.value : node
  const result = callable.returnType?.typeAnnotation
  if (isFunction(node) && result) return callOf(file, callable, { before: '', between: ' => ' })
  const type = node.typeAnnotation?.typeAnnotation ?? result
  // `readonly code = 'invalid_config'`: the literal is the type.
  return type || node.value ? codeOf(file, type ?? node.value) : ['unknown']
}
