// Every number has a unit or meaning in its name or its comment.
import { textOf } from '../code.mjs'
import { proseOf, proseOfDoc } from '../prose.mjs'

const unit =
  /\b(ms|(?<=\d )s|seconds?|minutes?|hours?|days?|epoch|bytes?|kb|px|pixels?|percent|columns|usd|times|counts?|how many|number of|per second|status|codes?|ports?|seqs?|ind(ex|ices)|positions?|priority)\b|%/i

export function units({ declarations }) {
  return declarations.flatMap((declaration) => [
    ...declaration.members
      .filter(({ from, type }) => !from && hasNumber(textOf(type)))
      .filter(
        ({ name, type, doc }) => !saysUnit(name, doc ? proseOfDoc(doc) : '', numberedNames(textOf(type))),
      )
      .map(({ name, file, line }) => ({ file, line, problem: `${declaration.name}.${name} names no unit` })),
    ...declaration.parameters
      .filter(({ type }) => hasNumber(textOf(type)))
      .filter(({ name }) => !saysUnit(name, proseOf(declaration.doc.parameters[name] ?? []), []))
      .map(({ name }) => ({
        file: declaration.file,
        line: declaration.line,
        problem: `the parameter ${name} of ${declaration.name} names no unit`,
      })),
    ...(returnsNumber(declaration) && !unit.test(proseOf(declaration.doc.returns))
      ? [
          {
            file: declaration.file,
            line: declaration.line,
            problem: `@returns of ${declaration.name} names no unit`,
          },
        ]
      : []),
  ])
}

/** Ids and CSS values may be numbers without a unit. */
function hasNumber(type) {
  return (
    /\bnumber\b/.test(type) &&
    !/\bstring\b[^,;)]*\|[^,;)]*\bnumber\b|\bnumber\b[^,;)]*\|[^,;)]*\bstring\b/.test(type)
  )
}

function returnsNumber({ signatures, kind }) {
  return (kind === 'function' || kind === 'hook') && /\): (Promise<)?number\b/.test(textOf(signatures[0]))
}

/** The names of a function's numeric parameters, such as `seconds`. */
function numberedNames(type) {
  return [...type.matchAll(/(\w+)\??: (?:number|\w+ \| number)\b/g)].map(([, name]) => name)
}

function saysUnit(name, comment, parameters) {
  if (unit.test(comment) || unit.test(words(name))) return true
  return parameters.length > 0 && parameters.every((parameter) => unit.test(words(parameter)))
}

/** Splits names such as `windowMs` into words. */
function words(name) {
  return name.replaceAll(/([A-Z])/g, ' $1').replaceAll('_', ' ')
}
