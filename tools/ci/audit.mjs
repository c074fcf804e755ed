// `npm audit --omit=dev`; prints a message if the registry offers no advisories.
import { spawnSync } from 'node:child_process'

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const report = JSON.parse(stdout || '{}')
if (report.metadata === undefined) {
  const reason = report.message ?? report.error?.summary ?? 'npm printed no report'
  console.log(`NOT RUN: npm audit. The registry answered: ${reason}`)
} else {
  const found = Object.values(report.vulnerabilities)
  for (const { name, severity, range } of found) console.log(`${severity}: ${name} ${range}`)
  console.log(`npm audit: ${found.length} vulnerable packages among those that an install brings.`)
  if (found.length > 0) process.exitCode = 1
}
