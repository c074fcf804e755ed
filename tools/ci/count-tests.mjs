// Prints "N passed, N failed" from Vitest's JSON reports. Fails if one of them contains no test.
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
