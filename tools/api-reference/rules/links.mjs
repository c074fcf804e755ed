// Every {@link} refers to a declaration in the reference, every @param to a parameter.
import { partsOf } from '../prose.mjs'

export function links(reference) {
  return reference.declarations.flatMap((declaration) => {
    const { name, file, line, doc, parameters, kind } = declaration
    const docs = [
      { name, doc, file, line },
      ...declaration.members.filter(({ from, doc: comment }) => !from && comment),
    ]
    const dead = docs.flatMap(({ name: place, doc: comment, ...at }) =>
      linksIn(comment)
        .filter((link) => !reference.resolveLink(link, file))
        .map((link) => ({
          file: at.file,
          line: at.line,
          problem: `${place} links to ${link}, which no entry exports`,
        })),
    )
    const isCallable = ['function', 'hook', 'component'].includes(kind)
    const stale = Object.keys(doc.parameters).filter(
      (parameter) => !isCallable || !parameters.some((known) => known.name === parameter),
    )
    return [
      ...dead,
      ...stale.map((parameter) => ({ file, line, problem: `${name} has no parameter ${parameter}` })),
      ...(isCallable && !declaration.hasResultType && kind !== 'component'
        ? [{ file, line, problem: `${name} does not say what it returns` }]
        : []),
    ]
  })
}

function linksIn({ summary, remarks, parameters, returns, throws, see }) {
  return partsOf(
    [summary, remarks, ...Object.values(parameters), returns, ...throws, ...see].flat(),
    'link',
  ).map(({ link }) => link)
}
