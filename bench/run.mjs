// Builds one benchmark from source and runs it: `node bench/run.mjs hub`.
import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const name = process.argv[2]
if (!name) {
  console.error('Expected the name of a benchmark, such as `hub` or `mock`.')
  process.exit(1)
}

const outDir = `${root}node_modules/.cache/bench`
mkdirSync(outDir, { recursive: true })
await build({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: {
    alias: [
      { find: /^react-pusher-kit\/(.+)$/, replacement: `${root}src/$1.ts` },
      { find: /^react-pusher-kit$/, replacement: `${root}src/index.ts` },
    ],
  },
  build: {
    ssr: `bench/${name}/index.ts`,
    outDir,
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
  },
})
const { main } = await import(pathToFileURL(`${outDir}/${name}.mjs`).href)
await main()
process.exit(0)
