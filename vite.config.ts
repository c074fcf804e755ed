import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { classNameLists, modules } from './tools/vite/class-names.mjs'
import { postcss } from './tools/vite/postcss.mjs'

const entries = readdirSync('src')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`)

/** npm links the command once and does not look again: a rebuilt file must be executable by itself. */
const executableCommand = {
  name: 'executable-command',
  writeBundle: ({ dir = 'dist' }: { dir?: string }) => chmodSync(`${dir}/dev-server/bin.js`, 0o755),
}

/** The styles once more in Mantine's cascade layer, for apps that load Mantine's `styles.layer.css`. */
const layeredStyles = {
  name: 'layered-styles',
  writeBundle({ dir = 'dist' }: { dir?: string }) {
    const styles = readFileSync(`${dir}/mantine/styles.css`, 'utf8')
    writeFileSync(`${dir}/mantine/styles.layer.css`, `@layer mantine {\n${styles}}\n`)
  },
}

/** TypeScript 7 wants to know what the import of a style sheet is. */
const styleDeclarations: Plugin = {
  name: 'style-declarations',
  generateBundle() {
    for (const name of ['styles', 'styles.layer'])
      this.emitFile({ type: 'asset', fileName: `mantine/${name}.css.d.ts`, source: 'export {}\n' })
  },
}

/** `src/client/texts.ts` is imported as `#texts`: production bundles get the texts without remedies. */
const textsByCondition: Plugin = {
  name: 'texts-by-condition',
  enforce: 'pre',
  resolveId: (source, importer) =>
    importer !== undefined && source.endsWith('/texts.ts') ? { id: '#texts', external: true } : null,
}

/** Builds `dist/`: one output module per source module, so that `"use client"` survives and trees shake. */
const library: UserConfig = {
  plugins: [textsByCondition, executableCommand, styleDeclarations, layeredStyles, classNameLists],
  css: { postcss, modules },
  build: {
    target: 'es2022',
    minify: false,
    emptyOutDir: true,
    cssCodeSplit: false,
    lib: {
      entry: [
        ...entries,
        'src/client/texts.ts',
        'src/client/texts-short.ts',
        'src/mantine/labels.ts',
        'src/mock/vitest.ts',
        'src/storybook/manager.tsx',
        'src/storybook/preset.ts',
        'src/storybook/preview.ts',
        'src/dev-server/bin.ts',
      ],
      formats: ['es'],
      cssFileName: 'mantine/styles',
    },
    rolldownOptions: {
      // An inlined constant leaves its import behind, with nothing in it.
      optimization: { inlineConst: false },
      // Whatever is not a file of this package stays an import of the consumer's.
      external: (id) => !id.startsWith('.') && !isAbsolute(id),
      // With one output module per source module `"use client"` does survive.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
}

/**
 * `vite build` builds the package and `vitest` runs the tests; the build loads nothing of the tests. Storybook has
 * a configuration of its own in `.storybook`.
 */
export default defineConfig(async ({ command }) => {
  if (command === 'build') return library
  const { tests } = await import('./test/run/projects.ts')
  return { test: tests }
})
