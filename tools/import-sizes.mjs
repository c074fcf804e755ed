// `npm run sizes`: for each entry of size-limit.json, what the import costs at once, and with all that is loaded on first
// use. size-limit counts both together. Reads `dist`. What the import shares with its parts is in the first column, and
// Vite's own code for parts is not counted. Parts that size-limit leaves out (`*/…`) are in the second one. Measured with
// the condition `production`, under which errors have short texts (`#texts`).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const entry = '\0import'

const bytes = (chunks) => [...chunks].reduce((sum, { code }) => sum + gzipSync(code).length, 0)

/** The modules that the bundle excludes, in size-limit's format: names, and names with `*`. */
function leftOut(name) {
  const pattern = name.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')
  return new RegExp(`^${pattern}(/.*)?$`)
}

/** Bytes of an entry of size-limit.json, minified and gzipped; `atOnce` excludes chunks that load on demand. */
async function importSizes({ path, import: names, ignore = [] }) {
  const file = JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['production', 'browser', 'module'] },
    plugins: [
      {
        name: 'without-preload',
        enforce: 'pre',
        load: (id) =>
          id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null,
      },
      {
        name: 'import',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? `export ${names} from ${file}` : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        external: ignore.filter((name) => !name.startsWith('*/')).map(leftOut),
        preserveEntrySignatures: 'allow-extension',
      },
    },
  })
  const chunks = new Map(
    output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  )
  const atOnce = new Set()
  const visit = (name) => {
    const chunk = chunks.get(name)
    if (!chunk || atOnce.has(chunk)) return
    atOnce.add(chunk)
    for (const imported of chunk.imports) visit(imported)
  }
  for (const { fileName, isEntry } of chunks.values()) if (isEntry) visit(fileName)
  return { atOnce: bytes(atOnce), total: bytes(chunks.values()) }
}

const limits = JSON.parse(readFileSync(new URL('size-limit.json', import.meta.url), 'utf8'))
const inKilobytes = (size) => `${(size / 1000).toFixed(1)} kB`
const rows = {}
for (const limit of limits.filter((each) => each.import)) {
  const { atOnce, total } = await importSizes(limit)
  rows[limit.name] = { 'at once': inKilobytes(atOnce), 'with what loads on demand': inKilobytes(total) }
}
console.log('Minified and gzipped, with the condition `production`.')
console.table(rows)
