// Every export, and every type that only stands behind one, says in a sentence what it is.
import { proseOf, wordsIn } from '../prose.mjs'

const fewestWords = 3

export function summaries({ declarations }) {
  return declarations.flatMap(({ name, doc, file, line }) => {
    const summary = proseOf(doc.summary)
    if (wordsIn(summary).length < fewestWords) {
      return [{ file, line, problem: `${name} has no summary of at least ${fewestWords} words` }]
    }
    return /[.:?!]$/.test(summary) ? [] : [{ file, line, problem: `the summary of ${name} is no sentence` }]
  })
}
