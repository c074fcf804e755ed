import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Builds the command line for tests that run it as a process: Node 20 cannot run the source.
 * Lies under node_modules, so that its imports are found.
 */
export async function buildCli(): Promise<{ bin: string; remove: () => void }> {
  const cache = join(root, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'cli-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      minify: false,
      outDir,
      lib: { entry: 'src/dev-server/bin.ts', formats: ['es'] },
      rolldownOptions: {
        external: (id) => !id.startsWith('.') && !id.startsWith(root),
        output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
      },
    },
  })
  return {
    bin: join(outDir, 'dev-server', 'bin.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
