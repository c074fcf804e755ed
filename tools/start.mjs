// `npm start`: builds the library and the console if their sources are newer, then runs `serve`.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist', '.built-for-start')
const sources = ['src', 'examples/console', 'package-lock.json', 'vite.config.ts', 'tools/vite']

/** Time of the last change of a file, or of any file in a folder, epoch ms. */
function changedAt(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).map((name) => changedAt(join(path, name)))
  return Math.max(stats.mtimeMs, ...inside)
}

function isBuilt() {
  if (!existsSync(stamp)) return false
  const builtAt = statSync(stamp).mtimeMs
  return sources.every((source) => changedAt(source) < builtAt)
}

async function buildAll() {
  const { build } = await import('vite')
  for (const configFile of ['vite.config.ts', 'examples/console/vite.config.ts']) {
    await build({ configFile, logLevel: 'error' })
  }
  writeFileSync(stamp, '')
}

process.chdir(root)
if (!isBuilt()) {
  process.stdout.write('Building the library and the console …\n')
  await buildAll()
}
// npm signals only its shell, which then ends without the server. Therefore the server ends when it has no parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref()
}
const { runCommand } = await import(pathToFileURL(join(root, 'dist/dev-server/cli/run-command.js')).href)
process.exitCode = await runCommand(['serve', ...process.argv.slice(2)])
