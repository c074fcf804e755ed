// Installs the packages of the package.json in this folder, unless they are installed.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = `${folder}package.json`
const installed = `${folder}node_modules/.installed.json`

export function installCompared() {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return
  // Without peer dependencies, so that all packages share the React of the root.
  const options = ['--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps']
  const { status } = spawnSync('npm', ['install', ...options], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('Expected npm to install what the benchmarks compare with; see above.')
  copyFileSync(wanted, installed)
}
