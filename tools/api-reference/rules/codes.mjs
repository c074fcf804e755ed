// Error codes link to docs/errors.md, and have a heading there.
import { proseOfDoc } from '../prose.mjs'
import { remedyOf } from '../remedies.mjs'

export function codes({ declarations, remedies }) {
  return declarations
    .filter(({ name }) => name.endsWith('ErrorCode'))
    .flatMap(({ name, doc, values, file, line }) => [
      ...(proseOfDoc(doc).includes('docs/errors.md')
        ? []
        : [{ file, line, problem: `${name} does not lead to docs/errors.md` }]),
      ...values
        .filter(({ value }) => remedyOf(remedies, file, value) === undefined)
        .map(({ value }) => ({ file, line, problem: `docs/errors.md has no heading for '${value}'` })),
    ])
}
