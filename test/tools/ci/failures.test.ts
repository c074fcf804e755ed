import { expect, it } from 'vitest'
import { failuresIn, formatFailure, formatFailedStep, readReport } from '../../../tools/ci/failures.mjs'

const numbered = (count: number, what: string) =>
  Array.from({ length: count }, (_, index) => `${what} ${index + 1}`).join('\n')

const test = (status: 'passed' | 'failed', fullName: string, ...failureMessages: string[]) => ({
  status,
  fullName,
  failureMessages,
  meta: status === 'failed' ? { failure: { project: 'dom', diffs: ['- 1\n+ 2'] } } : {},
})
const file = (name: string, message: string, ...assertionResults: ReturnType<typeof test>[]) => ({
  name: `/project/test/${name}`,
  status: 'failed',
  message,
  assertionResults,
})
const failing = {
  testResults: [
    file(
      'a.test.ts',
      '',
      test('passed', 'is quiet'),
      test('failed', 'is loud', 'Error: loud\n    at a.test.ts:3\n    at /node_modules/vitest/run.js:1'),
    ),
  ],
}

it('finds the tests that failed, and files without one', () => {
  const unloadable = { testResults: [file('b.test.ts', 'no such module')] }
  expect([failing, unloadable].flatMap((report) => failuresIn(report, '/project'))).toEqual([
    {
      project: 'dom',
      file: 'test/a.test.ts',
      name: 'is loud',
      message: 'Error: loud\n- 1\n+ 2\n    at a.test.ts:3',
    },
    { file: 'test/b.test.ts', message: 'no such module' },
  ])
})

it('shows project, file, name and the first 30 lines of the message, without colours', () => {
  const failure = {
    project: 'dom',
    file: 'test/a.test.ts',
    name: 'is loud',
    message: numbered(33, '\u001B[31mline\u001B[39m'),
  }
  const lines = formatFailure(failure).split('\n')
  expect(lines[0]).toBe('✗ dom: test/a.test.ts > is loud')
  expect(lines.slice(1, -1)).toEqual(numbered(30, '  line').split('\n'))
  expect(lines.at(-1)).toBe('  … 3 more lines')
})

it('shows the failing tests of a step that has a report, and not its output', () => {
  const step = {
    command: 'npm run test:oldest',
    output: numbered(100, 'output'),
    reports: [undefined, failing],
  }
  expect(formatFailedStep(step, '/project').split('\n')).toEqual([
    '',
    '── Failed: npm run test:oldest',
    '✗ dom: test/a.test.ts > is loud',
    '  Error: loud',
    '  - 1',
    '  + 2',
    '      at a.test.ts:3',
  ])
})

it.each([
  ['no report', []],
  ['a report that cannot be read', [readReport('/missing.json')]],
  ['a report in which all passed', [{ testResults: [] }]],
])('shows the last 60 lines of a step with %s', (_, reports) => {
  const shown = formatFailedStep(
    { command: 'npm run lint', output: `${numbered(100, 'output')}\n`, reports },
    '/',
  )
  expect(shown.split('\n').slice(2)).toEqual(numbered(100, 'output').split('\n').slice(40))
})

it('shows both where a file failed without a reason, as by a hook of a suite', () => {
  const reports = [{ testResults: [file('a.test.ts', '', test('passed', 'is quiet'))] }]
  const shown = formatFailedStep(
    { command: 'npm run test:full', output: 'beforeAll: no port', reports },
    '/project',
  )
  expect(shown).toContain('✗ test/a.test.ts\n')
  expect(shown).toMatch(/beforeAll: no port$/)
})
