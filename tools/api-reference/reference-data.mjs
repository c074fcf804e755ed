// The reference as plain data for the Storybook pages: texts and code with resolved links.
import { joinedCode, linksOf } from './code.mjs'
import { linksOfDeclaration } from './declaration.mjs'
import { exportFinder } from './examples/export-finder.mjs'
import { importsFor } from './examples/imports-for.mjs'
import { codeBlocksOf } from './prose.mjs'
import { addressOfPage, citation } from './pusher-documentation.mjs'
import { remedyOf } from './remedies.mjs'

/** @returns `{ entries, declarations }`, ready for JSON; declarations by id */
export function referenceData(reference) {
  const { entries, declarations } = reference
  const byId = new Map(declarations.map((declaration) => [declaration.id, declaration]))
  const exportOf = exportFinder(reference)
  /** Props are shown on the page of their component. */
  const propsOf = ({ id }) => {
    const component = declarations.find(
      ({ kind, signatures }) => kind === 'component' && linksOf(signatures[0])[0] === id,
    )
    return component ? { propsOf: component.id, members: [], takenOver: [], others: [] } : { propsOf: null }
  }
  const entryOf = (id) => entries.find(({ exports }) => exports.some((exported) => exported.id === id))
  return {
    entries: entries.map((entry) => ({
      name: entry.name,
      summary: textData(reference, entry.file, [...entry.doc.summary, ...entry.doc.examples.flat()]),
      exports: entry.exports.map(({ id }) => id),
      behind: typesBehind(entry, byId),
    })),
    declarations: Object.fromEntries(
      declarations.map((declaration) => {
        const entry = entryOf(declaration.id)?.name ?? null
        return [
          declaration.id,
          { ...declarationData(reference, declaration, entry, exportOf), ...propsOf(declaration) },
        ]
      }),
    ),
  }
}

/** The types that an entry does not export, but that its exports use directly or indirectly. */
function typesBehind({ exports }, byId) {
  const found = new Set()
  const visit = (id) => {
    for (const link of linksOfDeclaration(byId.get(id))) {
      if (found.has(link) || byId.get(link).isExported) continue
      found.add(link)
      visit(link)
    }
  }
  for (const { id } of exports) visit(id)
  return [...found]
}

function declarationData(reference, declaration, entry, exportOf) {
  const { name, kind, file, doc, signatures, parameters, others, values } = declaration
  const text = (blocks) => textData(reference, file, blocks)
  return {
    name,
    kind,
    file,
    isExported: declaration.isExported,
    signatures: signatures.map(codeData),
    ...docData(text, doc),
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      type: codeData(parameter.type),
      text: text(doc.parameters[parameter.name] ?? []),
    })),
    members: shownMembers(declaration).map((member) => memberData(reference, member)),
    takenOver: takenOver(declaration),
    others: others.map(codeData),
    values: values.map((value) => valueData(text, value)),
    stylesNames: (declaration.stylesNames ?? []).map((value) => valueData(text, value)),
    variables: (declaration.variables ?? []).map((member) => memberData(reference, member)),
    examples: doc.examples.flatMap(codeBlocksOf).map(({ code, language }) => {
      const imports = importsFor({ code, language, entry }, exportOf)
      return [imports, code].filter(Boolean).join(code.startsWith('import ') ? '\n' : '\n\n')
    }),
    remedies: remediesOf(reference, declaration),
  }
}

/** Interfaces and classes link to the types they extend. Other types show all members. */
function shownMembers({ kind, members }) {
  return members.filter(({ from }) => !linksToBases(kind) || !from)
}

function linksToBases(kind) {
  return kind === 'interface' || kind === 'class'
}

/** `{ from, names }` of members that are not shown. */
function takenOver({ kind, members }) {
  if (!linksToBases(kind)) return []
  const names = new Map()
  for (const { from, name } of members) if (from) names.set(from, [...(names.get(from) ?? []), name])
  return [...names].map(([from, taken]) => ({ from, names: taken }))
}

/** Replaces links without a target by text. */
function codeData(code) {
  return joinedCode(code.map((piece) => (piece.to === null ? piece.text : piece)))
}

function docData(text, doc) {
  return {
    summary: text([...doc.summary, ...doc.remarks]),
    returns: text(doc.returns),
    throws: doc.throws.map(text),
    see: doc.see.map(text),
  }
}

function valueData(text, { value, doc }) {
  return { value, text: text(doc?.summary ?? []) }
}

function memberData(reference, { name, type, isOptional, doc, standard, from = null, file }) {
  const text = (blocks) => textData(reference, file, blocks)
  return {
    name,
    type: codeData(type),
    isOptional,
    from,
    ...docData(text, doc),
    defaultValue: text(doc.defaultValue),
    // Uses the default of the code for a required text.
    standard: isOptional ? null : (standard ?? null),
  }
}

/** The text of docs/errors.md for the code of a class, or for each code of a union. */
function remediesOf({ remedies, declarations }, { name, kind, file, values, members }) {
  const ofClass = members.find((member) => kind === 'class' && member.name === 'code')
  const codes = name.endsWith('ErrorCode')
    ? values.map(({ value }) => value)
    : ofClass
      ? codesOf(ofClass, declarations)
      : []
  return codes.flatMap((code) => {
    const text = remedyOf(remedies, file, code)
    return text === undefined ? [] : [{ code, text }]
  })
}

/** A class declares its code as a literal, or as the type of all its codes. */
function codesOf({ type: [first] }, declarations) {
  if (typeof first === 'string') return [...first.matchAll(/'(\w+)'/g)].map(([, code]) => code)
  return declarations.find(({ id }) => id === first.to)?.values.map(({ value }) => value) ?? []
}

/** Paragraphs with the target ids of links, and the URLs of Pusher's pages. */
function textData(reference, file, blocks) {
  return blocks.map((block) =>
    block.kind === 'code'
      ? { kind: 'code', code: block.code }
      : { kind: 'text', parts: block.parts.flatMap((part) => partData(reference, file, part)) },
  )
}

function partData(reference, file, part) {
  if (typeof part === 'string') return cited(part)
  if (!('link' in part)) return [part]
  const target = reference.resolveLink(part.link, file)
  return [typeof target === 'string' ? { text: part.text, href: target } : { text: part.text, to: target.id }]
}

function cited(text) {
  const parts = []
  let at = 0
  for (const { 0: found, 1: page, index } of text.matchAll(citation)) {
    parts.push(text.slice(at, index), { text: found, href: addressOfPage(page) })
    at = index + found.length
  }
  return [...parts, text.slice(at)].filter((part) => part !== '')
}
