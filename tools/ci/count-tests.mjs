// Prints "N passed, N failed" from vitest's JSON reports; fails when one of them ran no test.
import { readFileSync } from 'node:fs'
import { failuresIn } from './failures.mjs'

let passed = 0
let failed = 0
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  failed += failuresIn(report, process.cwd()).length
  if (report.numTotalTests === 0) process.exitCode = 1
}
if (failed > 0) process.exitCode = 1
console.log(`${passed} passed, ${failed} failed`)
