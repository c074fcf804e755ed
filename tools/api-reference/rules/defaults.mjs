// What may be left out says what holds then: `@defaultValue`, and "none" where nothing takes its place. Where the code
// has the default in sight, both say the same.
import { partsOf, proseOf } from '../prose.mjs'

export function defaults({ declarations }) {
  return declarations.flatMap(({ name: owner, members }) =>
    members
      .filter(({ from }) => !from)
      .flatMap(({ file, line, ...member }) =>
        problemsOf(member).map((problem) => ({ file, line, problem: `${owner}.${member.name} ${problem}` })),
      ),
  )
}

function problemsOf({ name, isOptional, doc, standard }) {
  const said = proseOf(doc?.defaultValue ?? [])
  if (!isOptional) return []
  if (said === '' || said === 'undefined') {
    return isListener(name)
      ? []
      : ['is optional and has no @defaultValue ("none" where nothing takes its place)']
  }
  const isTrue = standard === null || !isLiteral(standard) || sameCode(codeOf(doc.defaultValue), standard)
  return isTrue ? [] : [`is said to be ${said} by default, but is ${standard}`]
}

/** A listener that is left out is not called. */
function isListener(name) {
  return /^on[A-Z]/.test(name)
}

/** A value that says all by itself; a name or a function does not. */
function isLiteral(code) {
  return /^(['"\d[{-]|true$|false$|null$)/.test(code)
}

function codeOf(blocks) {
  return partsOf(blocks, 'code')[0]?.code ?? proseOf(blocks)
}

function sameCode(...codes) {
  const [one, other] = codes.map((code) => code.replaceAll(/\s|(?<=\d)_(?=\d)/g, ''))
  return one === other
}
