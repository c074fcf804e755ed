import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildOnce } from './build-cache.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const librarySources = [
  'src',
  'package.json',
  'vite.config.ts',
  'tools/vite',
  'tools/tsconfig/base.json',
]

/**
 * Runs `vite build`.
 *
 * @param folder - the root, unless the configuration names one
 */
export function viteBuild(config: string, outDir: string, folder?: string): void {
  const options = ['-c', config, '--outDir', outDir, '--logLevel', 'error']
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', ...(folder ? [folder] : []), ...options],
    // Vitest's own NODE_ENV would build what only React's development build can run.
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined, VITEST: undefined } },
  )
  if (status !== 0) throw new Error(`Expected ${config} to build, but got:\n${stderr}`)
}

/**
 * Builds the library for tests that run it in processes of their own: Node 20 cannot run the source.
 *
 * @returns its folder, below `node_modules`, so that its imports are found. Not `dist`: a test run must neither need
 * nor touch what somebody built there.
 */
export function buildLibrary(): string {
  return buildOnce({
    name: 'library',
    sources: librarySources,
    build: (outDir) => viteBuild('vite.config.ts', outDir),
  })
}

/** @returns the path of the command line */
export const buildCli = (): string => `${buildLibrary()}/dev-server/bin.js`
