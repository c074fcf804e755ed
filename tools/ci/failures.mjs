// Collects failures from Vitest's JSON reports and the output of commands.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const messageLines = 30
const outputLines = 60

/**
 * A failed test, or a file that could not be loaded (without `name`).
 *
 * @typedef {{ project?: string, file: string, name?: string, message: string }} Failure
 */

/**
 * @param {object} report - from Vitest's reporter `json`; contains project names if `progress-reporter.ts` also runs
 * @param {string} root - file names are relative to this folder
 * @returns {Failure[]}
 */
export function failuresIn({ testResults }, root) {
  return testResults.flatMap(({ name: path, status, message, assertionResults }) => {
    const file = relative(root, path)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // If a file failed without a failed test, it could not be loaded, or one of its hooks failed.
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

/** The difference, followed by the stack without frames of packages. */
function explain(text, diff) {
  const lines = text.split('\n')
  const frames = lines.filter((line) => isFrame(line) && !/[\\/]node_modules[\\/]/.test(line))
  return [...lines.filter((line) => !isFrame(line)), ...(diff ? [diff] : []), ...frames].join('\n')
}

/** @returns {object | undefined} a report; undefined if there is none, or if it is incomplete */
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
 * The summary of a failed command: its failed tests, or the end of its output if these do not explain the failure.
 *
 * @param {{ command: string, output: string, reports: (object | undefined)[] }} step
 * @param {string} root
 * @returns {string}
 */
export function formatFailedStep({ command, output, reports }, root) {
  const failures = reports.filter(Boolean).flatMap((report) => failuresIn(report, root))
  // Reports do not contain the reason of a failed suite hook.
  const isExplained = failures.length > 0 && failures.every(({ message }) => message !== '')
  const end = isExplained ? [] : linesOf(output).slice(-outputLines)
  return [`\n── Failed: ${command}`, ...failures.map(formatFailure), ...end].join('\n')
}
