// `npm run reference`: checks the comments of the public API against `rules/`, and fails if it finds a violation.
import { fileURLToPath } from 'node:url'
import { compileExamples } from './examples/compile.mjs'
import { readReference } from './reference.mjs'
import { rules } from './rules/index.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reference = readReference(root)
const examples = await compileExamples(root, reference)
const problems = [
  ...Object.entries(rules).flatMap(([rule, check]) => check(reference).map((found) => ({ ...found, rule }))),
  ...examples.problems.map((found) => ({ ...found, rule: 'compiles' })),
]
for (const { file, line, problem, rule } of problems) console.error(`${file}:${line}: ${problem} (${rule})`)
const isExported = reference.declarations.filter((declaration) => declaration.isExported)
const behind = reference.declarations.length - isExported.length
console.log(
  `${reference.entries.length} entries, ${isExported.length} exports, ${behind} types behind them, ` +
    `${examples.count} examples: ${problems.length} things undocumented.`,
)
process.exitCode = problems.length > 0 ? 1 : 0
