import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const source = fileURLToPath(new URL('../../src', import.meta.url))

/** The live app of `npm start`: built into `dist/console`, which `serve` hands out. */
export default defineConfig({
  root,
  base: './',
  plugins: [react()],
  resolve: {
    // The app imports the package by its name and gets the source; the components bring their own styles.
    alias: [
      { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
      { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
    ],
  },
  build: { outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)), emptyOutDir: true },
})
