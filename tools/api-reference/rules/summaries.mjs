// Every export, and every type that an export uses, has a summary of one sentence.
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
