// A piece of source as text with links: strings, and `{ text, to }` for each name of a type. `to` is the id of what
// the project declares, null for everybody else's types and for type parameters.

export function codeOf(file, node) {
  const names = typeNames(node).toSorted((a, b) => a.start - b.start)
  const indent = indentAt(file.text, node.start)
  const text = (start, end) => textAt(file, start, end, indent)
  const pieces = []
  let at = node.start
  for (const { name, start, end } of names) {
    pieces.push(text(at, start), { text: name, to: file.declared(name)?.id ?? null })
    at = end
  }
  return joined([...pieces, text(at, node.end)])
}

/** The source between two places without comments, its lines as far left as the first one allows. */
export function textAt(file, start, end, indent = indentAt(file.text, start)) {
  return withoutComments(file.text.slice(start, end)).replaceAll(`\n${indent}`, '\n')
}

/** The codes one after the other. */
export function joinedCode(...codes) {
  return joined(codes.flat())
}

export function separated(codes, separator) {
  return codes.flatMap((code, index) => (index === 0 ? code : [separator, ...code]))
}

/** A generic's code with what stands for its parameters. */
export function substituted(code, argumentOf) {
  return joined(
    code.flatMap((piece) =>
      typeof piece === 'string' || piece.to !== null ? [piece] : (argumentOf.get(piece.text) ?? [piece]),
    ),
  )
}

export function textOf(code) {
  return code.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
}

/** The ids that a piece of code links to. */
export function linksOf(code) {
  return code.flatMap((piece) => (typeof piece === 'string' || piece.to === null ? [] : [piece.to]))
}

/** Every node below and including this one, parents first. */
export function* nodesIn(node) {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield* nodesIn(child)
    }
  }
}

/** Neighbouring strings made one, so that the same code is always the same data. */
function joined(pieces) {
  const code = []
  for (const piece of pieces) {
    if (typeof piece === 'string' && typeof code.at(-1) === 'string') code.push(code.pop() + piece)
    else if (piece !== '') code.push(piece)
  }
  return code
}

/** The identifiers that name types; the type parameters that the node itself declares are none. */
function typeNames(root) {
  const nodes = [...nodesIn(root)]
  const own = new Set(nodes.filter(({ type }) => type === 'TSTypeParameter').map(({ name }) => name.name))
  return nodes
    .map(({ typeName, exprName, expression, type }) => {
      const isHeritage = type === 'TSInterfaceHeritage' || type === 'TSClassImplements'
      return leftmost(typeName ?? exprName ?? (isHeritage ? expression : null))
    })
    .filter((name) => name?.type === 'Identifier' && !own.has(name.name))
}

function leftmost(name) {
  return name?.type === 'TSQualifiedName' ? leftmost(name.left) : name
}

function indentAt(text, offset) {
  return /^ */.exec(text.slice(text.lastIndexOf('\n', offset) + 1))[0]
}

function withoutComments(text) {
  return text.replaceAll(/(?<=\n) *(\/\*[^]*?\*\/|\/\/[^\n]*) *\n|\/\*[^]*?\*\/ */g, '')
}
