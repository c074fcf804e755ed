import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failuresIn, readReport } from '../../tools/ci/failures.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reporter = fileURLToPath(new URL('progress-reporter.ts', import.meta.url))
let folder: string
let lines: string[]
let report: object = {}

const files = {
  'package.json': '{ "type": "module" }',
  'vitest.config.js': 'export default { test: { name: "sample" } }',
  'good.test.js':
    'import { it } from "vitest"; it("passes", () => { console.log("a figure") }); it.skip("waits", () => {})',
  'bad.test.js': 'import { expect, it } from "vitest"; it("fails", () => { expect(1).toBe(2) })',
  'unloadable.test.js': 'import "./missing.js"',
  'left.test.js':
    'import { afterAll, it } from "vitest"; it("passes", () => {}); afterAll(() => { throw new Error("left behind") })',
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'progress-reporter-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--reporter=${reporter}`,
      '--reporter=json',
      '--outputFile.json=report.json',
    ],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', VITEST: undefined } },
  )
  // Vitest writes what failed to standard error, at the end.
  report = readReport(join(folder, 'report.json')) ?? {}
  lines = `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '')
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true }))

const place = (text: string | RegExp) =>
  lines.findIndex((line) => (typeof text === 'string' ? line.includes(text) : text.test(line)))

it('has a line for a project with its counts, and none for a file', () => {
  expect(lines[place('✗ sample: 2')]).toMatch(
    /^✗ sample: 2 passed, 3 failed, 1 skipped in 4 files, after \d+\.\d s$/,
  )
  expect(place(/good\.test\.js \(/)).toBe(-1)
})

it('names what failed at once, and says why at the end', () => {
  const order = ['✗ sample: bad.test.js > fails', 'a figure', 'Slowest:', 'FAIL', 'expected 1 to be 2']
  const places = order.map(place)
  expect(places.every((at) => at >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(lines.slice(place('expected 1 to be 2')).some((line) => /Test Files|Slowest/.test(line))).toBe(false)
})

it('gives the report of the reporter json what failed: tests with their project, and files', () => {
  const failures = failuresIn(report, realpathSync(folder))
  expect(failures.toSorted((a, b) => a.file.localeCompare(b.file))).toEqual([
    {
      project: 'sample',
      file: 'bad.test.js',
      name: 'fails',
      message: expect.stringMatching(/1 to be 2[^]*- 2[^]*\+ 1/),
    },
    { file: 'left.test.js', message: 'left behind' },
    { file: 'unloadable.test.js', message: expect.stringContaining('missing.js') },
  ])
})
