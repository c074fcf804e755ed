import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { postcss } from '../../tools/vite/postcss.mjs'
import { sourceAlias } from '../../tools/vite/source-alias.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The live app of `npm start`: built into `dist/console`, which `serve` hands out. */
export default defineConfig({
  root,
  // Pages lie at several depths, and share their files.
  base: '/',
  plugins: [react()],
  css: { postcss },
  // The components bring their own styles.
  resolve: { alias: sourceAlias },
  build: { outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)), emptyOutDir: true },
})
