// `npm run sizes`: for each entry of size-limit.json, what the import costs at once, and with all that is loaded on first
// use. size-limit counts both together. Reads `dist`.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const entry = '\0import'

const bytes = (chunks) => [...chunks].reduce((sum, { code }) => sum + gzipSync(code).length, 0)

/** The modules that a bundler leaves out, as size-limit reads them: names, and names with `*`. */
function leftOut(name) {
  const pattern = name.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')
  return new RegExp(`^${pattern}(/.*)?$`)
}

/** Bytes of an entry of size-limit.json, minified and gzipped; `atOnce` without the chunks that load on demand. */
async function importSizes({ path, import: names, ignore = [] }) {
  const file = JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
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
      rolldownOptions: { input: entry, external: ignore.map(leftOut), preserveEntrySignatures: 'strict' },
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
console.table(rows)
