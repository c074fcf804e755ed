// Optional values have `@defaultValue`, or "none" for no value. It must be equal to a default in the code that the check
// can find.
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

/** Listeners need no default. */
function isListener(name) {
  return /^on[A-Z]/.test(name)
}

/** A literal value that can be compared; not a name or a function. */
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
