import { chmodSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const entries = readdirSync('src')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`)

/** npm links the command once and does not look again: a rebuilt file must be executable by itself. */
const executableCommand = {
  name: 'executable-command',
  writeBundle: ({ dir = 'dist' }: { dir?: string }) => chmodSync(`${dir}/dev-server/bin.js`, 0o755),
}

/** TypeScript 7 wants to know what the import of a style sheet is. */
const styleDeclarations: Plugin = {
  name: 'style-declarations',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'mantine/styles.css.d.ts', source: 'export {}\n' })
  },
}

/** Builds `dist/`: one output module per source module, so that `"use client"` survives and trees shake. */
export default defineConfig({
  plugins: [executableCommand, styleDeclarations],
  css: {
    modules: { generateScopedName: 'rpk-[name]-[local]-[hash:base64:5]' },
  },
  build: {
    target: 'es2022',
    minify: false,
    emptyOutDir: true,
    cssCodeSplit: false,
    lib: {
      entry: [...entries, 'src/mock/vitest.ts', 'src/dev-server/bin.ts'],
      formats: ['es'],
      cssFileName: 'mantine/styles',
    },
    rolldownOptions: {
      // An inlined constant leaves its import behind, with nothing in it.
      optimization: { inlineConst: false },
      // Whatever is not a file of this package stays an import of the consumer's.
      external: (id) => !id.startsWith('.') && !id.startsWith(fileURLToPath(new URL('.', import.meta.url))),
      // With one output module per source module `"use client"` does survive.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
})
