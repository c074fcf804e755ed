import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Not `dist`: a test run must neither need nor touch what somebody built there. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/e2e/dist', import.meta.url))

function build(config: string, outDir: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '-c', config, '--outDir', outDir, '--logLevel', 'error'],
    // Vitest's own NODE_ENV would build what only React's development build can run.
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined, VITEST: undefined } },
  )
  if (status !== 0) throw new Error(`Expected ${config} to build, but got:\n${stderr}`)
}

/** Builds the library alone into a folder. */
export function buildLibrary(outDir: string): void {
  build('vite.lib.config.ts', outDir)
}

/** Builds library and console from the sources; the answer is the path of the CLI. */
export function buildPackage(): string {
  buildLibrary(folder)
  build('examples/console/vite.config.ts', `${folder}/console`)
  return `${folder}/dev-server/bin.js`
}
