// `npm run test:hunt [-- --load --shuffle … --runs 3 -- --project node]`: runs the tests repeatedly under conditions that
// reveal flaky tests; under all conditions by default. Arguments after `--` go to Vitest. Prints a table, writes it to
// test-results/hunt.md, and fails if a test failed.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { failuresIn, readReport } from '../ci/failures.mjs'
import { conditions } from './conditions.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    ...Object.fromEntries(Object.keys(conditions).map((name) => [name, { type: 'boolean' }])),
  },
})
const asked = Object.keys(conditions).filter((name) => values[name])
const chosen = asked.length > 0 ? asked : Object.keys(conditions)
const runs = values.runs === undefined ? undefined : Number(values.runs)
if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) {
  throw new Error(`Expected --runs to be a whole number above 0 but got ${values.runs}.`)
}

const folder = resolve('test-results')
mkdirSync(folder, { recursive: true })

/** One line for a failure. */
const titleOf = ({ file, name, message }) =>
  name ? `${file} > ${name}` : `${file}: ${message.split('\n')[0]}`

/** @returns the result of one run */
async function run({ env = {}, args = [], prefix = [], cwd = process.cwd() }) {
  const report = join(cwd, 'test-results', 'hunt.json')
  rmSync(report, { force: true })
  const [command, ...rest] = [
    ...prefix,
    ...(prefix[0] === 'npx' ? ['node'] : [process.execPath]),
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=./test/run/progress-reporter.ts',
    '--reporter=json',
    `--outputFile.json=${relative(cwd, report)}`,
    ...args,
    ...positionals,
  ]
  const began = performance.now()
  const child = spawn(command, rest, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' })
  const code = await new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', done)
  })
  const seconds = Math.round((performance.now() - began) / 1000)
  const result = readReport(report)
  if (!result) return { seconds, passed: 0, failures: [`no report: Vitest ended with ${code}`] }
  const failures = failuresIn(result, cwd).map(titleOf)
  if (code !== 0 && failures.length === 0)
    failures.push(`Vitest ended with ${code}: an error outside of tests`)
  return { seconds, passed: result.numPassedTests, failures }
}

const rows = []
const note = (condition, nth, outcome) => {
  rows.push([condition, nth, ...outcome])
  writeFileSync(join(folder, 'hunt.md'), table())
}

function table() {
  const head = ['condition', 'run', 'seconds', 'passed', 'failed', 'failures']
  const lines = [head, head.map(() => '---'), ...rows]
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

for (const name of chosen) {
  const { missing, setUp, runs: usual } = conditions[name]
  if (missing) note(name, '–', ['–', '–', '–', `not run: ${missing}`])
  else {
    const change = await setUp()
    try {
      for (let nth = 1; nth <= (runs ?? usual); nth += 1) {
        console.log(`\n── ${name}, run ${nth}`)
        const { seconds, passed, failures } = await run(change)
        note(name, nth, [seconds, passed, failures.length, failures.join('<br>') || '–'])
        if (failures.length > 0) process.exitCode = 1
      }
    } finally {
      change.undo?.()
    }
  }
}
console.log(`\n${table()}`)
