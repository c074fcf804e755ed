// Builds one benchmark from source and runs it: `node tools/bench/run.mjs hub`.
import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installCompared } from './install.mjs'
import { sourceAlias } from '../vite/source-alias.mjs'

/** Benchmarks that render. They need the production build of React. */
const rendering = ['console', 'hooks', 'log-viewer', 'presence', 'presence-view']

/** Benchmarks that compare with the packages of the package.json in this folder. */
const comparing = ['log-viewer', 'mock']

const root = fileURLToPath(new URL('../..', import.meta.url))
const name = process.argv[2]
if (!name) {
  console.error('Expected the name of a benchmark, such as `hub` or `mock`.')
  process.exit(1)
}

/** Other tools are not bundled, because they find the repository by their own path. */
const toolsAsTheyAre = {
  name: 'tools-as-they-are',
  enforce: /** @type {const} */ ('pre'),
  resolveId(/** @type {string} */ source, /** @type {string | undefined} */ importer) {
    if (!importer || !source.startsWith('.')) return null
    const { href } = new URL(source, pathToFileURL(importer))
    const isTool = ['vite', 'browser'].some((folder) =>
      href.startsWith(pathToFileURL(`${root}tools/${folder}/`).href),
    )
    return isTool ? { id: href, external: true } : null
  },
}

if (rendering.includes(name)) process.env.NODE_ENV = 'production'
// Imported afterwards, because it reads the variable.
const { build } = await import('vite')
if (comparing.includes(name)) installCompared()
// Written into this folder, so that it can import its packages.
const outDir = `${root}tools/bench/node_modules/.cache`
mkdirSync(outDir, { recursive: true })
await build({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: sourceAlias },
  plugins: [toolsAsTheyAre],
  build: {
    ssr: `tools/bench/${name}/index.ts`,
    outDir,
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
  },
})
const { main } = await import(pathToFileURL(`${outDir}/${name}.mjs`).href)
await main()
process.exit(0)
