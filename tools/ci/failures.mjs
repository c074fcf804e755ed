// What failed, as Vitest's JSON reports and the output of commands say it.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const messageLines = 30
const outputLines = 60

/**
 * A test, or a file that could not be loaded (without `name`).
 *
 * @typedef {{ project?: string, file: string, name?: string, message: string }} Failure
 */

/**
 * @param {object} report - by Vitest's reporter `json`; with `progress-reporter.ts` beside it, it names projects
 * @param {string} root - files are named from this folder on
 * @returns {Failure[]}
 */
export function failuresIn({ testResults }, root) {
  return testResults.flatMap(({ name: path, status, message, assertionResults }) => {
    const file = relative(root, path)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that failed without a failed test could not be loaded, or one of its hooks failed.
    if (status === 'failed' && failed.length === 0) return [{ file, message }]
    return failed.map(({ fullName, failureMessages, meta }) => ({
      project: meta?.failure?.project,
      file,
      name: fullName,
      message: failureMessages.map((text, index) => explain(text, meta?.failure?.diffs?.[index])).join('\n'),
    }))
  })
}

const isFrame = (line) => /^\s+at /.test(line)

/** The difference before the stack, of which what packages call is left out. */
function explain(text, diff) {
  const lines = text.split('\n')
  const frames = lines.filter((line) => isFrame(line) && !/[\\/]node_modules[\\/]/.test(line))
  return [...lines.filter((line) => !isFrame(line)), ...(diff ? [diff] : []), ...frames].join('\n')
}

/** @returns {object | undefined} a report, unless there is none or the run ended while it was written */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const linesOf = (text) => stripVTControlCharacters(text).trimEnd().split('\n')

/** @returns {string} a heading, and the beginning of the message */
export function formatFailure({ project, file, name, message }) {
  const lines = linesOf(message)
  const more = lines.length - messageLines
  return [
    `✗ ${[project && `${project}:`, file, name && `> ${name}`].filter(Boolean).join(' ')}`,
    ...lines.slice(0, messageLines).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … ${more} more lines`] : []),
  ].join('\n')
}

/**
 * What is to be read of a command that failed: its failing tests, and the end of its output where they do not explain it.
 *
 * @param {{ command: string, output: string, reports: (object | undefined)[] }} step
 * @param {string} root
 * @returns {string}
 */
export function formatFailedStep({ command, output, reports }, root) {
  const failures = reports.filter(Boolean).flatMap((report) => failuresIn(report, root))
  // Why a hook of a suite failed stands in no report.
  const isExplained = failures.length > 0 && failures.every(({ message }) => message !== '')
  const end = isExplained ? [] : linesOf(output).slice(-outputLines)
  return [`\n── Failed: ${command}`, ...failures.map(formatFailure), ...end].join('\n')
}
