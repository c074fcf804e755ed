// Source code as text with links: strings, and `{ text, to }` for each name of a type. `to` is the id of a declaration of
// the project; null for other types and type parameters.

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

/** The source between two positions without comments, with the indent of the first line removed. */
export function textAt(file, start, end, indent = indentAt(file.text, start)) {
  return withoutComments(file.text.slice(start, end)).replaceAll(`\n${indent}`, '\n')
}

/** Joins pieces of code. */
export function joinedCode(...codes) {
  return joined(codes.flat())
}

export function separated(codes, separator) {
  return codes.flatMap((code, index) => (index === 0 ? code : [separator, ...code]))
}

/** The code with two more spaces before each line but the first. */
export function indented(code) {
  return code.map((piece) => (typeof piece === 'string' ? piece.replaceAll('\n', '\n  ') : piece))
}

/** The code of a generic type with its type parameters replaced. */
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

/** The ids that code links to. */
export function linksOf(code) {
  return code.flatMap((piece) => (typeof piece === 'string' || piece.to === null ? [] : [piece.to]))
}

/** This node and all nodes below it, parents first. */
export function* nodesIn(node) {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield* nodesIn(child)
    }
  }
}

/** Joins neighbouring strings, so that the same code always has the same data. */
function joined(pieces) {
  const code = []
  for (const piece of pieces) {
    if (typeof piece === 'string' && typeof code.at(-1) === 'string') code.push(code.pop() + piece)
    else if (piece !== '') code.push(piece)
  }
  return code
}

/** The identifiers that refer to types, without type parameters that the node declares. */
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
