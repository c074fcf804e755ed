import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Builds the stores for tests that use them in a process of their own: Node 20 cannot run the source. Lies under
 * node_modules, so that its imports are found.
 */
export async function buildStores(): Promise<{ module: string; remove: () => void }> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'stores-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      minify: false,
      outDir,
      lib: { entry: 'src/stores.ts', formats: ['es'], fileName: 'stores' },
      rolldownOptions: { external: (id) => !id.startsWith('.') && !id.startsWith(root) },
    },
  })
  return { module: join(outDir, 'stores.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) }
}
