import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { postcss } from '../../tools/vite/postcss.mjs'
import { sourceAlias } from '../../tools/vite/source-alias.mjs'

/** Builds a page of a folder beside this file from the sources. */
export default defineConfig({
  plugins: [react()],
  css: { postcss },
  resolve: { alias: sourceAlias },
})
