// Every property and method has a description, and so has every string of a union.
import { partsOf, proseOf, proseOfDoc, wordsIn } from '../prose.mjs'

const fewestWords = 2

export function members({ declarations }) {
  return declarations.flatMap((declaration) => {
    const { name, file, line } = declaration
    const bare = declaration.members
      .filter(({ from }) => !from)
      .filter(({ doc }) => !doc || wordsIn(proseOfDoc(doc)).length < fewestWords)
    return [
      ...bare.map((member) => ({
        file: member.file,
        line: member.line,
        problem: `${name}.${member.name} has no comment of at least ${fewestWords} words`,
      })),
      ...unexplained(declaration).map((value) => ({
        file,
        line,
        problem: `${name} does not say what '${value}' stands for`,
      })),
    ]
  })
}

/** Strings without a comment that the comment of the union does not mention either. */
function unexplained({ name, values, doc }) {
  // An error code is a heading in docs/errors.md.
  if (name.endsWith('ErrorCode')) return []
  const named = partsOf([...doc.summary, ...doc.remarks], 'code').map(({ code }) => code.replaceAll("'", ''))
  return values
    .filter((value) => !value.doc || proseOf(value.doc.summary) === '')
    .map(({ value }) => value)
    .filter((value) => !named.includes(value))
}
