// Every entry begins with a description and an example.
import { codeBlocksOf, proseOf, wordsIn } from '../prose.mjs'

export function entryPoints({ entries }) {
  return entries.flatMap(({ name, file, doc }) => {
    const examples = codeBlocksOf([...doc.summary, ...doc.examples.flat()])
    return [
      ...(wordsIn(proseOf(doc.summary)).length >= 5 ? [] : [`${name} does not say what it is`]),
      ...(examples.some(({ code }) => code.includes(name)) ? [] : [`${name} has no example that imports it`]),
    ].map((problem) => ({ file, line: 1, problem }))
  })
}
