// Installs what package.json beside this file lists into `node_modules` beside it, unless that is done.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = `${folder}package.json`
const installed = `${folder}node_modules/.installed.json`

export function installCompared() {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return
  // Without their peers: React comes from the root, so that all share one.
  const options = ['--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps']
  const { status } = spawnSync('npm', ['install', ...options], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('Expected npm to install what the benchmarks compare with; see above.')
  copyFileSync(wanted, installed)
}
