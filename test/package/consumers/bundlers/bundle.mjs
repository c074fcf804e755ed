// `node bundle.mjs CODE…`: what of the package each bundler puts into the page, and what it warned of, as JSON.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build as esbuild } from 'esbuild'
import { rollup } from 'rollup'
import { build as vite } from 'vite'

const packageFolder = 'node_modules/react-pusher-kit/'
/** Packages of other people. */
const others = /^(react|react-dom|pusher-js|virtua|@mantine\/\w+)($|\/)/
const entry = 'entry.js'

/** Said by Rollup and Vite of every `"use client"` in any package. */
const isNews = ({ code }) => code !== 'MODULE_LEVEL_DIRECTIVE'

/** Modules of the package of which something is in the bundle, without `node_modules/…/dist/`. */
const ours = (paths) =>
  paths
    .map((path) => relative('.', path))
    .filter((path) => path.startsWith(packageFolder))
    .map((path) => path.slice(`${packageFolder}dist/`.length))
    .toSorted()

async function withEsbuild() {
  const { metafile, warnings } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    metafile: true,
    logLevel: 'silent',
    external: ['react', 'react/*', 'react-dom', 'pusher-js', 'virtua', '@mantine/*'],
  })
  const [output] = Object.entries(metafile.outputs)
    .find(([path]) => path.endsWith('.js'))
    .slice(1)
  const inBundle = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return { modules: ours(inBundle.map(([path]) => path)), warnings: warnings.map(({ text }) => text) }
}

const inChunks = (chunks) =>
  ours(
    chunks.flatMap(({ modules = {} }) =>
      Object.entries(modules).flatMap(([path, { renderedLength }]) => (renderedLength > 0 ? [path] : [])),
    ),
  )

async function withRollup() {
  const warnings = []
  const bundle = await rollup({
    input: entry,
    plugins: [nodeResolve({ browser: true })],
    external: (id) => others.test(id),
    onwarn: (warning) => isNews(warning) && warnings.push(warning.message),
  })
  const { output } = await bundle.generate({ format: 'es' })
  return { modules: inChunks(output), warnings }
}

async function withVite() {
  const warnings = []
  const { output } = await vite({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id) => others.test(id),
        onwarn: (warning) => isNews(warning) && warnings.push(warning.message),
      },
    },
  })
  return { modules: inChunks(output), warnings }
}

const answers = []
for (const code of process.argv.slice(2)) {
  writeFileSync(entry, code)
  answers.push({ esbuild: await withEsbuild(), rollup: await withRollup(), vite: await withVite() })
}
console.log(JSON.stringify(answers))
