// Prints "N passed, N failed" from vitest's JSON report; fails when no test ran.
import { readFileSync } from 'node:fs'

const { numPassedTests, numFailedTests, numTotalTests, testResults } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
)
// A file that could not even be loaded holds no failed test, but it did fail.
const brokenFiles = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
)
const failed = numFailedTests + brokenFiles.length
if (numTotalTests === 0 || failed > 0) process.exitCode = 1
console.log(`${numPassedTests} passed, ${failed} failed`)
