// `npm run test:mutation [-- client/auth react … --force --concurrency 2 --files 'src/client/auth/batch.ts' --tests
// 'test/client/auth*.test.ts']`: runs StrykerJS on rooms of src/client and src/react, by default on all; `--files` and
// `--tests` narrow a room. Unchanged mutants with unchanged tests do not run again without `--force`. Prints a table and
// the survivors, writes both to test-results/mutation.md, and fails if less than 85 % of a room's mutants are killed.
import { Stryker } from '@stryker-mutator/core'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { equivalent } from './equivalent.mjs'
import { rooms } from './rooms.mjs'

/** Minimum share of killed mutants in each room, without equivalent ones. */
const least = 0.85
/** Mutators of Stryker, other than conditions and boundaries, that this run excludes. */
const excludedMutations = [
  'ArithmeticOperator',
  'ArrayDeclaration',
  'ArrowFunction',
  'AssignmentOperator',
  'BlockStatement',
  'MethodExpression',
  'ObjectLiteral',
  'OptionalChaining',
  'Regex',
  'StringLiteral',
  'UnaryOperator',
  'UpdateOperator',
]
const folder = 'test-results'
const kept = 'node_modules/.cache/mutation'
mkdirSync(folder, { recursive: true })
mkdirSync(kept, { recursive: true })

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    force: { type: 'boolean' },
    files: { type: 'string' },
    tests: { type: 'string' },
    concurrency: { type: 'string' },
  },
})
for (const name of positionals) {
  if (!Object.hasOwn(rooms, name)) {
    throw new Error(`Expected rooms out of ${Object.keys(rooms).join(', ')} but got ${name}.`)
  }
}
const chosen = positionals.length > 0 ? positionals : Object.keys(rooms)

function mutate(room) {
  const { sources, tests } = rooms[room]
  // Read by the vitest.config.ts in this folder, in a separate process.
  process.env.MUTATION_ROOM = JSON.stringify({ tests: values.tests?.split(' ') ?? tests })
  return new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './tools/mutation/growing-reporter.mjs'],
    vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
    mutate: values.files?.split(' ') ?? sources,
    mutator: { excludedMutations },
    // Stryker reads a tsconfig through an API that TypeScript 7 does not have. Vite uses the tsconfig of the root unchanged.
    tsconfigFile: 'no-tsconfig.json',
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: Number(values.concurrency ?? 1),
    // Long, so that a slow run on a busy machine does not count as a mutant that never ends.
    timeoutMS: 60_000,
    timeoutFactor: 6,
    dryRunTimeoutMinutes: 30,
    // The results of a part would replace those of the whole room.
    incremental: !values.files && !values.tests,
    incrementalFile: `${kept}/${room.replaceAll('/', '-')}.json`,
    force: values.force ?? false,
    tempDirName: `${kept}/sandbox`,
    ignorePatterns: [
      'stories',
      'examples',
      'docs',
      'tools/bench',
      'dist',
      'storybook-static',
      '.data',
      folder,
    ],
    reporters: ['progress-append-only', 'growing'],
    allowConsoleColors: false,
    logLevel: 'warn',
  }).runMutationTest()
}

const onOneLine = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')

/** A mutant with its text from the current file. */
function withText({ fileName, location: { start, end }, replacement, status }) {
  const file = relative('.', fileName)
  const lines = readFileSync(file, 'utf8').split('\n')
  const part = lines.slice(start.line - 1, end.line)
  part.splice(-1, 1, part.at(-1).slice(0, end.column - 1))
  part.splice(0, 1, part[0].slice(start.column - 1))
  return {
    file,
    number: start.line,
    line: lines[start.line - 1].trim(),
    from: onOneLine(part.join('\n')),
    to: onOneLine(replacement),
    status,
  }
}

const isSame = (one, other) => ['file', 'line', 'from', 'to'].every((field) => one[field] === other[field])

const outcomes = []
const unused = new Set(equivalent)
for (const room of chosen) {
  console.log(`── ${room}`)
  const mutants = (await mutate(room)).map(withText)
  for (const mutant of mutants) {
    const isKilled = mutant.status === 'Killed' || mutant.status === 'Timeout'
    const known = equivalent.find((each) => isSame(each, mutant))
    unused.delete(known)
    outcomes.push({ room, ...mutant, status: known && !isKilled ? 'Equivalent' : mutant.status })
  }
}

function row(name, mutants) {
  const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length
  const killed = count('Killed')
  const late = count('Timeout')
  const survived = count('Survived')
  const uncovered = count('NoCoverage')
  const counted = killed + late + survived + uncovered
  const share = counted === 0 ? 1 : (killed + late) / counted
  return {
    share,
    cells: [
      name,
      counted,
      killed,
      late,
      survived,
      uncovered,
      count('Equivalent'),
      `${(share * 100).toFixed(1)} %`,
    ],
  }
}

const rows = chosen.map((room) =>
  row(
    room,
    outcomes.filter((each) => each.room === room),
  ),
)
const heads = [
  'room',
  'mutants',
  'killed',
  'timed out',
  'survived',
  'not covered',
  'equivalent',
  'killed of all',
]
const table = [heads, heads.map(() => '---'), ...[...rows, row('all', outcomes)].map(({ cells }) => cells)]
const survivors = outcomes
  .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  .map(
    ({ file, number, from, to, line, status }) =>
      `${file}:${number} ${status}\n    ${line}\n  - ${from}\n  + ${to}`,
  )
const report = [...table.map((cells) => `| ${cells.join(' | ')} |`), '', ...survivors].join('\n')
console.log(report)
writeFileSync(`${folder}/mutation.md`, `${report}\n`)

const files = new Set(outcomes.map(({ file }) => file))
const stale = values.files || values.tests ? [] : [...unused].filter(({ file }) => files.has(file))
for (const { file, line, from } of stale) console.log(`No such mutant any more: ${file}: ${from} in ${line}`)
if (stale.length > 0 || rows.some(({ share }) => share < least)) process.exitCode = 1
