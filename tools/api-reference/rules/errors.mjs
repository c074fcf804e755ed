// Thrown errors are documented by name. Functions that return a promise document their rejections.
import { textOf } from '../code.mjs'
import { partsOf, proseOf, proseOfDoc } from '../prose.mjs'

const builtIn = ['Error', 'RangeError', 'SyntaxError', 'TypeError']

export function errors(reference) {
  const { declarations } = reference
  const classes = declarations.filter(isErrorClass)
  const known = [...classes.map(({ name }) => name), ...builtIn]
  return [
    ...declarations.flatMap((declaration) => [
      ...unnamed(declaration, known),
      ...unsaid(declaration),
      ...rejections(declaration),
    ]),
    ...unreachable(declarations, classes),
  ]
}

function isErrorClass({ kind, signatures }) {
  return kind === 'class' && /extends \w*Error\b/.test(textOf(signatures[0]))
}

/** `@throws` tags that do not begin with an error class. */
function unnamed({ name, doc, members, file, line }, known) {
  const docs = [{ name, doc, file, line }, ...members.filter(({ from, doc: comment }) => !from && comment)]
  return docs.flatMap((place) =>
    place.doc.throws
      .filter((blocks) => !known.includes(classNamed(blocks)))
      .map((blocks) => ({
        file: place.file,
        line: place.line,
        problem: `@throws of ${place.name} does not begin with an exported error: "${proseOf(blocks)}"`,
      })),
  )
}

function classNamed([block]) {
  const [first] = block?.parts ?? []
  return first?.link ?? first?.code
}

/** Errors that the code throws and the comment does not mention. */
function unsaid({ name, thrown, doc, file, line }) {
  const said = doc.throws.map(classNamed)
  return thrown
    .filter((error) => !said.includes(error))
    .map((error) => ({ file, line, problem: `${name} throws ${error}, which no @throws says` }))
}

/** Functions that return a promise without documenting its rejections. */
function rejections({ name, kind, signatures, doc, members, file, line }) {
  const isAsync = (kind === 'function' || kind === 'hook') && /\): Promise</.test(textOf(signatures[0]))
  const places = [
    ...(isAsync ? [{ name, doc, file, line }] : []),
    ...members
      .filter(({ from, type }) => !from && /\) => Promise<[^|]*>$/.test(textOf(type)))
      .map((member) => ({ ...member, name: `${name}.${member.name}` })),
  ]
  return places
    .filter(
      (place) =>
        !place.doc || (place.doc.throws.length === 0 && !/never rejects/i.test(proseOfDoc(place.doc))),
    )
    .map((place) => ({
      file: place.file,
      line: place.line,
      problem: `${place.name} returns a promise and says neither @throws nor "never rejects"`,
    }))
}

/** Error classes that no other comment mentions. */
function unreachable(declarations, classes) {
  const told = new Set(
    declarations.flatMap(({ name, doc, members }) =>
      [doc, ...members.flatMap(({ from, doc: comment }) => (from || !comment ? [] : [comment]))]
        .flatMap(({ summary, remarks, throws, returns, see }) =>
          [summary, remarks, ...throws, returns, ...see].flat(),
        )
        .flatMap((block) => partsOf([block], 'link'))
        .map(({ link }) => link)
        .filter((link) => link !== name),
    ),
  )
  return classes
    .filter(({ name, signatures }) => !told.has(name) && !textOf(signatures[0]).startsWith('abstract'))
    .map(({ name, file, line }) => ({ file, line, problem: `no @throws and no comment tells of ${name}` }))
}
