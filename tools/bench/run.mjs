// Builds one benchmark from source and runs it: `node tools/bench/run.mjs hub`.
import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installCompared } from './install.mjs'
import { sourceAlias } from '../vite/source-alias.mjs'

/** Those that render: React's development build would be measured otherwise. */
const rendering = ['console', 'hooks', 'log-viewer', 'presence', 'presence-view']

/** Those that compare with packages of `package.json` beside this file. */
const comparing = ['log-viewer', 'mock']

const root = fileURLToPath(new URL('../..', import.meta.url))
const name = process.argv[2]
if (!name) {
  console.error('Expected the name of a benchmark, such as `hub` or `mock`.')
  process.exit(1)
}

/** The other tools find the repository from where they are, so they are not bundled. */
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
// After that: it reads the variable.
const { build } = await import('vite')
if (comparing.includes(name)) installCompared()
// Inside the folder whose packages it may need.
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
