/** Installs the oldest peers beside the newest, and runs the client, React, query and contract tests with them. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const wanted = `${root}test/oldest/package.json`
const folder = `${root}node_modules/.cache/oldest`
const marker = `${folder}/node_modules/.package-lock.json`

const isInstalled =
  existsSync(marker) && readFileSync(`${folder}/package.json`, 'utf8') === readFileSync(wanted, 'utf8')
if (!isInstalled) {
  mkdirSync(folder, { recursive: true })
  copyFileSync(wanted, `${folder}/package.json`)
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], folder)
}
run('npx', ['vitest', 'run', '--config', 'test/oldest/vitest.config.ts', ...process.argv.slice(2)], root)

/** Ends this process with the exit code of a failed command. */
function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}
