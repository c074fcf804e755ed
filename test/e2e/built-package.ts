import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildOnce } from '../run/build-cache.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const librarySources = [
  'src',
  'package.json',
  'vite.config.ts',
  'tools/vite',
  'tools/tsconfig/base.json',
]
const consoleSources = [...librarySources, 'examples']

/** @param folder - the root, unless the configuration names one */
function build(config: string, outDir: string, folder?: string): void {
  const options = ['-c', config, '--outDir', outDir, '--logLevel', 'error']
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', ...(folder ? [folder] : []), ...options],
    // Vitest's own NODE_ENV would build what only React's development build can run.
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined, VITEST: undefined } },
  )
  if (status !== 0) throw new Error(`Expected ${config} to build, but got:\n${stderr}`)
}

/** @returns the folder of the library alone. Not `dist`: a test run must neither need nor touch what somebody built there. */
export function buildLibrary(): string {
  return buildOnce({
    name: 'library',
    sources: librarySources,
    build: (outDir) => build('vite.config.ts', outDir),
  })
}

/** Builds library and console from the sources. @returns the path of the CLI */
export function buildPackage(): string {
  const folder = buildOnce({
    name: 'package',
    sources: consoleSources,
    build(outDir) {
      cpSync(buildLibrary(), outDir, { recursive: true })
      build('examples/console/vite.config.ts', `${outDir}/console`)
    },
  })
  return `${folder}/dev-server/bin.js`
}

/** @returns the folder of a page that stands in a folder beside this file */
export function buildPage(name: 'phone' | 'tabs'): string {
  const config = 'test/e2e/page.vite.config.ts'
  return buildOnce({
    name: `page-${name}`,
    sources: [...librarySources, config, `test/e2e/${name}`],
    build: (outDir) => build(config, outDir, `test/e2e/${name}`),
  })
}
